using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Kernel;
using Crm.Api.Outreach.Unsubscribe;
using Crm.Api.Templates.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Templates;

/// <summary>Renders one message for somebody to look at.</summary>
internal sealed class TemplatePreview(
    Work work,
    CustomerResource customers,
    ListSettings settings,
    TemplateRenderer renderer,
    UnsubscribeLinks links
)
{
    public async Task<RenderResponse> RenderAsync(
        Template template,
        RenderRequest request,
        CancellationToken cancellationToken
    )
    {
        var customer = await CustomerAsync(request.CustomerId, cancellationToken);
        var model = TemplateModel.Of(
            customer,
            DayBorder.DayOf(work.Now, settings.Zone),
            new TemplateSurroundings
            {
                Campaign = PlainValues.Of(request.Campaign),
                Sender = PlainValues.Of(request.Sender),
                Values = PlainValues.Of(request.Values),
                UnsubscribeUrl = links.Example.Url,
                PreferencesUrl = links.Example.Url,
            }
        );
        var message = renderer.Render(template, request.Language ?? customer?.Language, model);
        if (request.Strict)
        {
            message.CheckComplete();
        }

        return RenderResponse.Of(message);
    }

    private async Task<Customer?> CustomerAsync(Guid? customerId, CancellationToken cancellationToken)
    {
        if (customerId is not { } id)
        {
            return null;
        }

        var scope = $"{customers.Plural}:read";
        if (!work.Caller.Scopes.Allows(scope))
        {
            throw new ProblemException(
                Problem.Of(403, "scope-missing", $"Rendering for a customer needs the scope '{scope}'.")
            );
        }

        return await customers
                .WithParts(work.Query<Customer>())
                .AsNoTracking()
                .FirstOrDefaultAsync(customer => customer.Id == id, cancellationToken)
            ?? throw RuleBroken.Invalid(
                "unknown-reference",
                $"There is no customer '{id}', or you may not see it.",
                "/customerId"
            );
    }
}
