using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Kernel;

namespace Crm.Api.Consents;

/// <summary>Records several things that were said, all or none.</summary>
internal static class RecordConsents
{
    public const int Most = 500;

    public static async Task<Answer<RecordConsentsResponse>> Handle(
        Body<RecordConsentsRequest> body,
        Work work,
        ConsentResource resource,
        CancellationToken cancellationToken
    )
    {
        List<ConsentEvent> events = [];
        foreach (var (index, form) in body.Value.Events!.Index())
        {
            var word = new ConsentEvent { Id = work.NewId() };
            try
            {
                await resource.FillAsync(word, form, work, cancellationToken);
            }
            catch (RuleBroken broken)
            {
                throw new ProblemException(Problem.Of(broken).Relocate(pointer => $"/events/{index}{pointer}"));
            }

            events.Add(word);
        }

        work.Db.AddRange(events);
        await work.Db.SaveChangesAsync(cancellationToken);
        var response = new RecordConsentsResponse { Events = events.ConvertAll(resource.ToResponse) };
        return Answer.Created(response, "/v1/consents");
    }
}
