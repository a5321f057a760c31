using Crm.Api.Customers;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;

namespace Crm.Api.Merges;

/// <summary>The routes of merges.</summary>
internal static class MergeEndpoints
{
    public static void AddMerges(this IServiceCollection services)
    {
        services.AddSingleton<MergeResource>();
        services.AddJobKind<BulkMergeRun>(JobKind.BulkMerge);
        services.AddUndo<UndoMerges>(JobKind.BulkMerge);
    }

    public static void MapMerges(this IEndpointRouteBuilder routes)
    {
        var resource = routes.ServiceProvider.GetRequiredService<MergeResource>();
        var customers = routes.ServiceProvider.GetRequiredService<CustomerResource>();
        var merges = routes.MapResource(resource, Verbs.Read);
        merges
            .MapPost("/{id}/unmerge", UnmergeCustomers.Handle)
            .WithName(nameof(UnmergeCustomers))
            .WithSummary("Take a merge back")
            .WithDescription(
                "The survivor is as it was, the others come back, and what referred to them refers to them again. What was changed "
                    + "since the merge stays with the survivor and is named in the answer. A survivor that was itself merged since has "
                    + "to be parted first."
            )
            .Changes($"{customers.Plural}:write")
            .ProducesProblems(404, 422);
        routes
            .MapGroup($"/{customers.Plural}")
            .WithTags(Words.Tag(customers.Plural))
            .MapPost("/merge", MergeCustomers.Handle)
            .WithName(nameof(MergeCustomers))
            .WithSummary("Merge customers")
            .WithDescription(
                "Makes one customer of several: the survivor keeps its id and number, takes over what the others know, and everything "
                    + "that referred to them. They go into the trash, and their ids lead to the survivor (301). `validateOnly` shows "
                    + "what would come of it, conflicts included, and changes nothing. It can be taken back. Needs the scope to delete "
                    + "customers, too."
            )
            .Writes(customers.Plural)
            .ProducesProblems(412);
        var bulk = routes.MapGroup("/bulk-merges").WithTags(Words.Tag(resource.Plural));
        bulk.MapPost("", CreateBulkMerge.Handle)
            .WithName(nameof(CreateBulkMerge))
            .WithSummary("Plan many merges")
            .WithDescription(
                "Finds out what merging each of many groups of customers would come to, and changes nothing. The answer is a job; once it "
                    + "is `planned`, its `plan` has the counts, `/v1/bulk-merges/{id}/clusters` each merged record. Also needs the scopes "
                    + "to write and to delete customers."
            )
            .Writes("jobs")
            .AnswersJob();
        bulk.MapPost("/{id}/apply", ApplyJob.Handle)
            .WithName("ApplyBulkMerge")
            .WithSummary("Apply a bulk merge")
            .WithDescription(
                "Merges what the plan says and nothing beyond it: a group of which one customer was changed since is left alone "
                    + "(`unprocessed`, `stale`). Each group is merged whole or not at all. Needs the scopes to write and to delete customers, too."
            )
            .Writes("jobs")
            .ProducesProblems(404)
            .AnswersJob();
        bulk.MapGet("/{id}/clusters", ListMergePreviews.Handle)
            .WithName(nameof(ListMergePreviews))
            .WithSummary("List what a bulk merge would make")
            .WithDescription(
                "A preview of each merged record as of now, with where each value comes from, what would be moved, and what a person has "
                    + "to decide; in the order of the plan's lines. Groups that cannot be shown any more, since they are merged or a "
                    + "customer is gone, are left out."
            )
            .Reads(customers.Plural)
            .Takes(ListQuery.Size, ListQuery.Token)
            .ProducesProblems(404, 410);
    }
}
