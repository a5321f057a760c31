using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Merges;

/// <summary>Many groups of customers become one each, planned first.</summary>
public sealed class BulkMergeTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task A_plan_tells_of_each_group_and_applying_it_does_no_more()
    {
        var fine = await PairAsync("Fine");
        var changed = await PairAsync("Changed");
        var odd = await PairAsync("Odd", birthDate: "1990-01-01");
        await Admin.PatchAsync($"/v1/customers/{odd[1]}", new { birthDate = "1991-01-01" });

        var planned = await PlanAsync(fine, changed, odd);
        var previews = await Admin.GetJsonAsync($"/v1/bulk-merges/{planned.Text("id")}/clusters");
        await Admin.PatchAsync($"/v1/customers/{changed[1]}", new { description = "since" });
        var job = await Admin.ApplyAsync(planned);

        Assert.Equal("1 updated\n2 updated\n3 rejected values-differ", await Admin.LedgerAsync(planned, "plan"));
        Assert.Equal("1 updated\n2 unprocessed stale\n3 rejected values-differ", await Admin.LedgerAsync(job));
        Assert.Equal(3, previews["items"]!.AsArray().Count);
        Assert.Equal("/birthDate", previews["items"]![2]!["conflicts"]![0]!.Text("field"));
        Assert.Equal(fine[0], (await MergedIntoAsync(fine[1])));
        Assert.Null(await MergedIntoAsync(changed[1]));
        Assert.Null(await MergedIntoAsync(odd[1]));
    }

    [Fact]
    public async Task A_whole_job_is_taken_back()
    {
        var one = await PairAsync("First");
        var two = await PairAsync("Second");
        var job = await Admin.ApplyAsync(await PlanAsync(one, two));
        await Admin.PatchAsync($"/v1/customers/{one[0]}", new { description = "since" });

        var undo = await Admin.ApplyAsync(await Admin.PlanUndoAsync(job));

        Assert.Equal("completed", undo.Text("state"));
        Assert.Equal("updated 2", undo.CountsText());
        Assert.Null(await MergedIntoAsync(one[1]));
        Assert.Null(await MergedIntoAsync(two[1]));
        Assert.Equal("since", (await Admin.GetJsonAsync($"/v1/customers/{one[0]}")).Text("description"));
        Assert.Equal("undone", (await Admin.GetJsonAsync($"/v1/jobs/{job.Text("id")}")).Text("state"));
        var merges = await Admin.GetJsonAsync($"/v1/merges?filter=jobId%3D%22{job.Text("id")}%22");
        Assert.All(merges["items"]!.AsArray(), merge => Assert.NotNull(merge!["unmergeTime"]));
        Assert.Equal(2, merges["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task No_customer_is_in_two_groups()
    {
        var pair = await PairAsync("Double");
        var other = await PairAsync("Other");

        using var refused = await Admin.SendTextAsync(
            HttpMethod.Post,
            "/v1/bulk-merges",
            $$"""{"clusters":[{"customerIds":["{{pair[0]}}","{{pair[1]}}"]},{"customerIds":["{{other[0]}}","{{pair[0]}}"]}]}"""
        );

        var problem = await refused.ExpectProblemAsync(HttpStatusCode.UnprocessableEntity, "in-two-clusters");
        Assert.Equal("/clusters/1/customerIds", problem.BlamedField());
    }

    private Task<JsonObject> PlanAsync(params string[][] clusters) =>
        Admin.PlanAsync(
            "/v1/bulk-merges",
            new { clusters = clusters.Select(ids => new { customerIds = ids, survivorId = ids[0] }) }
        );

    private async Task<string[]> PairAsync(string name, string? birthDate = null)
    {
        var ids = new string[2];
        for (var index = 0; index < ids.Length; index++)
        {
            var form = new JsonObject
            {
                ["kind"] = "person",
                ["name"] = name,
                ["birthDate"] = birthDate,
            };
            ids[index] = (await Admin.PostAsync("/v1/customers", form)).Text("id");
        }

        return ids;
    }

    /// <summary>Asked of the trash, since reading it leads to the survivor.</summary>
    private async Task<string?> MergedIntoAsync(string id)
    {
        var found = await Admin.GetJsonAsync($"/v1/customers?showDeleted=true&filter=id%3D%22{id}%22");
        return (string?)found["items"]![0]!["mergedInto"];
    }
}
