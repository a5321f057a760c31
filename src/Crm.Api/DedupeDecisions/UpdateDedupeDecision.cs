using Crm.Api.Data;
using Crm.Api.Http;

namespace Crm.Api.DedupeDecisions;

/// <summary>Changes what was said of two customers; the relationship made along with it goes or comes with that.</summary>
internal static class UpdateDedupeDecision
{
    public static async Task<Answer<DedupeDecisionResponse>> Handle(
        IdOrNumber id,
        PatchBody<DedupeDecisionForm> patch,
        HttpContext http,
        Work work,
        DedupeDecisionResource resource,
        DedupeDecisionVerb verb,
        DecidedLinks links,
        CancellationToken cancellationToken
    )
    {
        var decision = await verb.LoadAsync(id, http, cancellationToken);
        var before = decision.Link;
        var form = patch.ApplyTo(resource.ToForm(decision));
        await resource.FillAsync(decision, form, work, cancellationToken);
        if (decision.Link != before)
        {
            await links.FollowAsync(decision, before, work, cancellationToken);
        }

        return await verb.AnswerAsync(decision, cancellationToken);
    }
}
