using Crm.Api.Data;
using Crm.Api.Http;

namespace Crm.Api.DedupeDecisions;

/// <summary>Notes what somebody says of two customers, and makes the relationship between them if they are related.</summary>
internal static class CreateDedupeDecision
{
    public static async Task<Answer<DedupeDecisionResponse>> Handle(
        Body<DedupeDecisionForm> body,
        Work work,
        DedupeDecisionResource resource,
        DecidedLinks links,
        CancellationToken cancellationToken
    )
    {
        var decision = new DedupeDecision { Id = work.NewId() };
        await resource.FillAsync(decision, body.Value, work, cancellationToken);
        await links.MakeAsync(decision, work, cancellationToken);
        work.Db.Add(decision);
        await work.Db.SaveChangesAsync(cancellationToken);
        return Answer.Created(
            resource.ToResponse(decision),
            $"/v1/{resource.Plural}/{decision.Id}",
            EntityTags.Of(decision)
        );
    }
}
