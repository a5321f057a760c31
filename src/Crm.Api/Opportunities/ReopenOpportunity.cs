using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Microsoft.Extensions.Options;

namespace Crm.Api.Opportunities;

/// <summary>Takes a won or lost opportunity back to an open stage.</summary>
internal static class ReopenOpportunity
{
    public static async Task<Answer<OpportunityResponse>> Handle(
        IdOrNumber id,
        Body<ReopenRequest> body,
        HttpContext http,
        Work work,
        OpportunityResource resource,
        IOptions<DatabaseOptions> options,
        CancellationToken cancellationToken
    )
    {
        var writer = new RecordWriter<Opportunity, OpportunityForm, OpportunityResponse>(resource, work, options);
        var opportunity = await writer.LoadAsync(id, cancellationToken);
        EntityTags.CheckIfMatch(http, opportunity, resource.IsGuarded);
        var pipeline = await OpportunityResource.PipelineAsync(opportunity.PipelineId, work, cancellationToken);
        var reopening = body.Value;
        opportunity.Reopen(pipeline, reopening.Stage, reopening.Reason, reopening.OccurredAt, work.Now);
        await work.Db.SaveChangesAsync(cancellationToken);
        return Answer.Ok(resource.ToResponse(opportunity), EntityTags.Of(opportunity));
    }
}
