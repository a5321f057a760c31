using Crm.Api.Data.Following;
using Crm.Api.Http;
using Crm.Api.Http.Records;

namespace Crm.Api.Duplicates;

/// <summary>The routes that find customers again, and what keeps them findable.</summary>
internal static class DuplicateEndpoints
{
    private const string Customers = "customers";

    public static void AddDuplicates(this IServiceCollection services)
    {
        services
            .AddOptions<DuplicateOptions>()
            .BindConfiguration(DuplicateOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<DuplicateModels>();
        services.AddSingleton<DuplicateFinder>();
        services.AddSingleton<CustomerDuplicateCheck>();
        services.AddRecordFollower<CustomerKeyKeeper>();
        services.AddSingleton<MissingKeys>();
        services.AddBackgroundWork<CustomerKeySweep>();
    }

    public static void MapDuplicates(this IEndpointRouteBuilder routes)
    {
        var customers = routes.MapGroup($"/{Customers}").WithTags("Customers");
        customers
            .MapPost("/match", MatchCustomer.Handle)
            .WithName(nameof(MatchCustomer))
            .WithSummary("Find out which customers somebody may be")
            .WithDescription(
                "For somebody who is not stored, such as the caller on the phone: with as much as is known, which stored customers it may be, "
                    + "the surest first, and why. Spellings, nicknames, numbers and addresses written in other ways count as what they are. "
                    + "Judged by what the last dedupe run over all customers has learned. Changes nothing."
            )
            .Reads(Customers)
            .Takes(DuplicateTerms.ThresholdParameter)
            .ProducesProblems(413, 415, 422);
        customers
            .MapGet("/{id}/duplicates", ListCustomerDuplicates.Handle)
            .WithName(nameof(ListCustomerDuplicates))
            .WithSummary("Find out which other customers a customer may be")
            .WithDescription(
                "As they are now, the surest first, and why. Those of whom a person has decided that they are not the same are left out, those "
                    + "that a person has decided are the same always come."
            )
            .Reads(Customers)
            .Takes(DuplicateTerms.ThresholdParameter)
            .ProducesProblems(404);
    }
}
