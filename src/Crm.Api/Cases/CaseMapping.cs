using Crm.Api.Http.Records;

namespace Crm.Api.Cases;

/// <summary>Cases between form, entity and answer.</summary>
internal static class CaseMapping
{
    public static void Fill(Case entity, CaseForm form, DateTimeOffset now)
    {
        entity.CustomerId = form.CustomerId!.Value;
        entity.ContactId = form.ContactId;
        entity.Subject = form.Subject!;
        entity.Description = form.Description;
        entity.Channel = form.Channel;
        entity.Topic = form.Topic;
        entity.Priority = form.Priority ?? CasePriority.Normal;
        entity.ProductId = form.ProductId;
        entity.AssignTo(form.AssigneeId, form.TeamId, form.Queue);
        entity.Follow(
            new CaseHistory(
                form.OpenedAt,
                form.FirstResponseAt,
                form.ResolvedAt,
                form.ClosedAt,
                form.Resolution,
                form.ResolutionCode
            ),
            now
        );
        ExternalIds.Fill(entity.ExternalIds, form.ExternalIds);
    }

    public static CaseForm ToForm(Case entity) =>
        new()
        {
            CustomerId = entity.CustomerId,
            ContactId = entity.ContactId,
            Subject = entity.Subject,
            Description = entity.Description,
            Channel = entity.Channel,
            Topic = entity.Topic,
            Priority = entity.Priority,
            Queue = entity.Queue,
            TeamId = entity.TeamId,
            AssigneeId = entity.AssigneeId,
            ProductId = entity.ProductId,
            OpenedAt = entity.OpenedAt,
            FirstResponseAt = entity.FirstResponseAt,
            ResolvedAt = entity.ResolvedAt,
            ClosedAt = entity.ClosedAt,
            Resolution = entity.Resolution,
            ResolutionCode = entity.ResolutionCode,
            ExternalIds = ExternalIds.ToForm(entity.ExternalIds),
        };

    public static CaseResponse ToResponse(Case entity)
    {
        var response = new CaseResponse
        {
            Number = entity.Number,
            CustomerId = entity.CustomerId,
            ContactId = entity.ContactId,
            Subject = entity.Subject,
            Description = entity.Description,
            Channel = entity.Channel,
            Topic = entity.Topic,
            Priority = entity.Priority,
            Queue = entity.Queue,
            TeamId = entity.TeamId,
            AssigneeId = entity.AssigneeId,
            ProductId = entity.ProductId,
            State = entity.State,
            WaitingFor = entity.WaitingFor,
            StateSince = entity.StateSince,
            OpenedAt = entity.OpenedAt,
            FirstResponseAt = entity.FirstResponseAt,
            ResolvedAt = entity.ResolvedAt,
            ClosedAt = entity.ClosedAt,
            ReopenCount = entity.ReopenCount,
            WaitingSeconds = entity.WaitingSeconds,
            Resolution = entity.Resolution,
            ResolutionCode = entity.ResolutionCode,
            Steps =
            [
                .. entity
                    .Steps.OrderBy(step => step.Position)
                    .Select(step => new CaseStepResponse
                    {
                        State = step.State,
                        WaitingFor = step.WaitingFor,
                        Time = step.Time,
                        Reason = step.Reason,
                    }),
            ],
            ExternalIds = ExternalIds.ToForm(entity.ExternalIds),
        };
        response.Describe(entity);
        return response;
    }
}
