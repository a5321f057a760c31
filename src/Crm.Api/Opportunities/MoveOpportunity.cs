using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Microsoft.Extensions.Options;

namespace Crm.Api.Opportunities;

/// <summary>Moves an open opportunity to another stage, which may close it.</summary>
internal static class MoveOpportunity
{
    public static async Task<Answer<OpportunityResponse>> Handle(
        IdOrNumber id,
        Body<MoveRequest> body,
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
        var move = body.Value;
        opportunity.MoveTo(pipeline, move.Stage!, move.Reason, move.OccurredAt, work.Now);
        await work.Db.SaveChangesAsync(cancellationToken);
        return Answer.Ok(resource.ToResponse(opportunity), EntityTags.Of(opportunity));
    }
}
