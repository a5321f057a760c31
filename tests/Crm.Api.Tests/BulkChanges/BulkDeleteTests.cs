using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.BulkChanges;

/// <summary>Many records into the trash, planned first.</summary>
public sealed class BulkDeleteTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task What_the_plan_found_goes_into_the_trash_but_for_what_was_changed_since()
    {
        var gone = await CustomerAsync("apply");
        var changed = await CustomerAsync("apply");
        var planned = await PlanAsync("apply");
        await Admin.PatchAsync($"/v1/customers/{changed.Text("id")}", new { description = "by somebody else" });
        var late = await CustomerAsync("apply");

        var job = await Admin.ApplyAsync(planned);

        Assert.Equal("1 deleted\n2 deleted", await Admin.LedgerAsync(planned, "plan"));
        Assert.Equal("1 deleted\n2 unprocessed stale", await Admin.LedgerAsync(job));
        Assert.Equal("unprocessed 1, deleted 1", job.CountsText());
        Assert.Equal(2, (int)job["counts"]!["rowsRead"]!);
        Assert.NotNull((await ReadAsync(gone))["deleteTime"]);
        Assert.Null((await ReadAsync(changed))["deleteTime"]);
        Assert.Null((await ReadAsync(late))["deleteTime"]);
    }

    [Fact]
    public async Task A_record_whose_delete_a_rule_forbids_is_rejected_by_the_plan_already()
    {
        var planned = await Admin.PlanAsync(
            "/v1/bulk-deletes",
            new { resource = "pipelines", filter = "isDefault = true" }
        );

        var job = await Admin.ApplyAsync(planned);

        Assert.Equal("1 rejected pipeline-is-default", await Admin.LedgerAsync(planned, "plan"));
        Assert.Equal("1 rejected pipeline-is-default", await Admin.LedgerAsync(job));
    }

    [Fact]
    public async Task It_needs_the_scope_to_delete_the_records()
    {
        using var writer = await fixture.Server.WithScopesAsync("jobs:*", "customers:read", "customers:write");
        var planned = await PlanAsync("nobody");

        using var create = await writer.SendTextAsync(
            HttpMethod.Post,
            "/v1/bulk-deletes",
            """{"resource":"customers","all":true}"""
        );
        using var apply = await writer.SendTextAsync(
            HttpMethod.Post,
            $"/v1/bulk-deletes/{planned.Text("id")}/apply",
            $$"""{"planId":"{{planned.Text("planId")}}"}"""
        );

        await create.ExpectProblemAsync(HttpStatusCode.Forbidden, "scope-missing");
        await apply.ExpectProblemAsync(HttpStatusCode.Forbidden, "scope-missing");
    }

    private Task<JsonObject> PlanAsync(string category) =>
        Admin.PlanAsync(
            "/v1/bulk-deletes",
            new { resource = "customers", filter = $"category = \"delete-{category}\"" }
        );

    private Task<JsonObject> CustomerAsync(string category) =>
        Admin.PostAsync(
            "/v1/customers",
            new
            {
                kind = "organization",
                name = "Customer",
                category = $"delete-{category}",
            }
        );

    private Task<JsonObject> ReadAsync(JsonObject customer) =>
        Admin.GetJsonAsync($"/v1/customers/{customer.Text("id")}");
}
