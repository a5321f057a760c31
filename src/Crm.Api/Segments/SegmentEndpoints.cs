using Crm.Api.Customers;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Schedules;

namespace Crm.Api.Segments;

/// <summary>The routes of segments.</summary>
internal static class SegmentEndpoints
{
    public static void AddSegments(this IServiceCollection services)
    {
        services.AddSingleton<SegmentResource>();
        services.AddSingleton<SegmentRefreshStart>();
        services.AddScheduledStart<SegmentRefreshStart>(JobKind.SegmentRefresh);
        services.AddJobKind<SegmentRefresh>(JobKind.SegmentRefresh);
    }

    public static void MapSegments(this IEndpointRouteBuilder routes)
    {
        var resource = routes.ServiceProvider.GetRequiredService<SegmentResource>();
        var customers = routes.ServiceProvider.GetRequiredService<CustomerResource>();
        var segments = routes.MapResource(resource);
        segments
            .MapPost("/{id}/preview", PreviewSegment.Handle)
            .WithName(nameof(PreviewSegment))
            .WithSummary("Preview a segment")
            .WithDescription(
                "Counts who is in it now and shows some of them. A rule is asked anew, whatever was written down. Also needs the scope to "
                    + "read customers."
            )
            .Reads(resource.Plural)
            .Takes(PreviewSegment.SampleSize)
            .ProducesProblems(404, 409);
        segments
            .MapPost("/preview", PreviewSegment.HandleUnsaved)
            .WithName("PreviewSegments")
            .WithSummary("Preview what is not stored")
            .WithDescription(
                "Counts the customers who are in one of some segments, in none of others, and whom a filter finds, by one query, and shows "
                    + "some of them. Changes nothing. Also needs the scopes to read customers and what the filter names besides.\n\n"
                    + FieldDocumentation.Of(customers.Fields)
            )
            .Reads(resource.Plural)
            .ProducesProblems(409, 413, 415, 422);
        segments
            .MapGet("/{id}/members", ListSegmentMembers.Handle)
            .WithName(nameof(ListSegmentMembers))
            .WithSummary("List the members of a segment")
            .WithDescription(
                "Those on a list, or those whom a rule had when it was last refreshed; as customers are listed, oldest first. Also needs the "
                    + "scope to read customers."
            )
            .Reads(resource.Plural)
            .Takes(ListQuery.Parameters(customers))
            .WithMetadata(new ProducesResponseTypeMetadata(200, typeof(Page<CustomerResponse>), StreamFormat.ListTypes))
            .ProducesProblems(404, 406, 409);
        segments
            .MapPost("/{id}/members", ChangeSegmentMembers.Handle)
            .WithName(nameof(ChangeSegmentMembers))
            .WithSummary("Put customers onto a list, or take them off it")
            .WithDescription(
                $"Up to {ChangeSegmentMembers.Most} each; those who are there already, or not there, are no mistake. A customer who is merged "
                    + "stays on the list as its survivor. Also needs the scope to read customers."
            )
            .Writes(resource.Plural)
            .ProducesProblems(404);
        segments
            .MapPost("/{id}/refresh", RefreshSegment.Handle)
            .WithName(nameof(RefreshSegment))
            .WithSummary("Refresh a segment")
            .WithDescription(
                "Writes down who is in a rule now: `created` came in, `deleted` went out. A list is counted. The answer is a job: ask for it at "
                    + "`Operation-Location`."
            )
            .Changes($"{resource.Plural}:write")
            .ProducesProblems(404)
            .AnswersJob();
    }
}
