using Crm.Api.Attachments;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;

namespace Crm.Api.Customers;

/// <summary>The routes of customers.</summary>
internal static class CustomerEndpoints
{
    public static void AddCustomers(this IServiceCollection services) => services.AddSingleton<CustomerResource>();

    public static void MapCustomers(this IEndpointRouteBuilder routes)
    {
        var resource = routes.ServiceProvider.GetRequiredService<CustomerResource>();
        var customers = routes.MapResource(resource);
        customers
            .MapGet("/lookup", LookupCustomers.Handle)
            .WithName(nameof(LookupCustomers))
            .WithSummary("Find customers by what they are known by")
            .WithDescription(
                "Exactly one of phone, email, number, externalId and domain, compared in the form in which it is stored: "
                    + "`+49 30 123456` finds `030/123456` of a German customer. Several may share a phone or an address; "
                    + $"at most {LookupCustomers.MaxItems} come."
            )
            .Reads(resource.Plural)
            .Takes(LookupCustomers.Parameters)
            .Takes(ListQuery.Expand(resource), ListQuery.Fields);
        customers
            .MapGet("/{id}/timeline", GetCustomerTimeline.Handle)
            .WithName(nameof(GetCustomerTimeline))
            .WithSummary("Get what happened with a customer")
            .WithDescription(
                "What was done with the customer and with what hangs on it, the newest first.\n\n"
                    + FieldDocumentation.Of(GetCustomerTimeline.Fields)
            )
            .Reads(resource.Plural)
            .Takes(RowPages.Parameters)
            .ProducesProblems(404);
        customers.MapAttachments<Customer>(resource.Kind, resource.Plural);
    }
}
