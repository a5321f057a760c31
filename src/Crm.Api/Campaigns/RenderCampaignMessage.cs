using Crm.Api.Access;
using Crm.Api.Campaigns.Sending;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Jobs;
using Crm.Api.Kernel;
using Crm.Api.Outreach.Unsubscribe;
using Crm.Api.Templates;
using Crm.Api.Templates.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Campaigns;

/// <summary>Shows the message of a step as a customer would get it.</summary>
internal static class RenderCampaignMessage
{
    public static async Task<Answer<RenderResponse>> Handle(
        IdOrNumber id,
        Body<RenderMessageRequest> body,
        Caller caller,
        Work work,
        CampaignResource resource,
        CustomerResource customers,
        TemplateRenderer renderer,
        MessageTokens tokens,
        UnsubscribeLinks links,
        ListSettings settings,
        CancellationToken cancellationToken
    )
    {
        work.For(caller);
        caller.CheckRead(customers.Plural);
        var campaign =
            await id.FindAsync(resource.WithParts(work.Query<Campaign>()).AsNoTracking(), cancellationToken)
            ?? throw new ProblemException(Problem.NotFound(resource.Kind, id.Text));
        var request = body.Value;
        var step =
            campaign.FindStep(request.Step ?? 1)
            ?? throw RuleBroken.Invalid("no-such-step", $"The campaign has {campaign.Steps.Count} steps.", "/step");
        var customer =
            await customers
                .WithParts(work.Query<Customer>())
                .AsNoTracking()
                .FirstOrDefaultAsync(customer => customer.Id == request.CustomerId, cancellationToken)
            ?? throw RuleBroken.Invalid(
                "unknown-reference",
                $"There is no customer '{request.CustomerId}', or you may not see it.",
                "/customerId"
            );
        var zone = campaign.ZoneOr(settings.Zone);
        var writer = await MessageWriter.OfAsync(campaign, zone, renderer, tokens, links, work, cancellationToken);
        var message = new Message
        {
            Step = step.Position + 1,
            IsAlternative = request.Alternative ?? Lot.IsAlternative(step, customer.Id),
        };
        return Answer.Ok(RenderResponse.Of(writer.Render(message, customer, work.Now)));
    }
}
