using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.BulkChanges;

/// <summary>The same change to many records, planned first.</summary>
public sealed class BulkUpdateTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task A_plan_tells_what_would_become_of_each_record_and_changes_nothing()
    {
        var one = await CustomerAsync("plan", "organization", source: "fair");
        var two = await CustomerAsync("plan", "organization", source: "web");
        var person = await CustomerAsync("plan", "person", source: "web");

        var planned = await PlanAsync("plan", new { source = "fair", givenName = (string?)null });
        var refused = await PlanAsync("plan", new { familyName = "Li" });

        Assert.Equal("updated 2, unchanged 1", planned.CountsText());
        Assert.Equal("1 unchanged\n2 updated\n3 updated", await Admin.LedgerAsync(planned, "plan"));
        Assert.Equal(
            "1 rejected not-a-person\n2 rejected not-a-person\n3 updated",
            await Admin.LedgerAsync(refused, "plan")
        );
        foreach (var customer in new[] { one, two, person })
        {
            Assert.Equal(customer.Text("updateTime"), (await ReadAsync(customer)).Text("updateTime"));
        }
    }

    [Fact]
    public async Task Applying_a_plan_changes_what_it_says_and_leaves_alone_what_was_changed_since()
    {
        var same = await CustomerAsync("apply", "organization", source: "fair");
        var changed = await CustomerAsync("apply", "organization", source: "web");
        var gone = await CustomerAsync("apply", "organization", source: "web");
        var open = await CustomerAsync("apply", "organization", source: "web");
        var planned = await PlanAsync("apply", new { source = "fair" });
        await Admin.PatchAsync($"/v1/customers/{changed.Text("id")}", new { description = "by somebody else" });
        await Admin.DeleteAsync($"/v1/customers/{gone.Text("id")}", HttpStatusCode.NoContent);
        var late = await CustomerAsync("apply", "organization", source: "web");

        var job = await Admin.ApplyAsync(planned);

        Assert.Equal("completedWithErrors", job.Text("state"));
        Assert.Equal("updated 1, unchanged 1, unprocessed 2", job.CountsText());
        Assert.Equal("1 unchanged\n2 unprocessed stale\n3 unprocessed stale\n4 updated", await Admin.LedgerAsync(job));
        Assert.Equal("fair", (await ReadAsync(open)).Text("source"));
        Assert.Equal("web", (await ReadAsync(changed)).Text("source"));
        Assert.Equal("web", (await ReadAsync(late)).Text("source"));
        Assert.Equal(same.Text("updateTime"), (await ReadAsync(same)).Text("updateTime"));
    }

    [Fact]
    public async Task Lists_are_replaced_unless_they_are_to_grow()
    {
        var customer = await CustomerAsync("lists", "organization", tags: ["old"]);

        await Admin.ApplyAsync(await PlanAsync("lists", new { tags = new[] { "new" } }, "append"));
        var grown = await ReadAsync(customer);
        await Admin.ApplyAsync(await PlanAsync("lists", new { tags = new[] { "new" } }));
        var replaced = await ReadAsync(customer);

        Assert.Equal("""["new","old"]""", grown["tags"]!.ToJsonString());
        Assert.Equal("""["new"]""", replaced["tags"]!.ToJsonString());
    }

    [Fact]
    public async Task A_key_that_must_be_unique_goes_to_one_record_and_the_others_are_rejected()
    {
        for (var count = 0; count < 5; count++)
        {
            await CustomerAsync("unique", "organization");
        }

        var job = await Admin.ApplyAsync(
            await PlanAsync("unique", new { externalIds = new[] { new { system = "unique", value = "1" } } })
        );

        Assert.Equal("updated 1, rejected 4", job.CountsText());
        Assert.Contains("rejected duplicate", await Admin.LedgerAsync(job), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_records_are_meant_only_when_that_is_said()
    {
        await ExpectAsync(
            new
            {
                resource = "customers",
                filter = "",
                patch = Source,
            },
            "filter-or-all",
            422
        );
        await ExpectAsync(new { resource = "customers", patch = Source }, "filter-or-all", 422);
        await ExpectAsync(
            new
            {
                resource = "customers",
                filter = "kind = person",
                all = true,
                patch = Source,
            },
            "filter-or-all",
            422
        );

        var planned = await Admin.PlanAsync(
            "/v1/bulk-updates",
            new
            {
                resource = "teams",
                all = true,
                patch = new { name = "Team" },
            }
        );

        Assert.Equal(0, (int)planned["counts"]!["rowsRead"]!);
    }

    [Fact]
    public async Task What_is_wrong_with_the_request_is_said_at_once()
    {
        await ExpectAsync(
            new
            {
                resource = "jobs",
                all = true,
                patch = Source,
            },
            "unknown-resource",
            422
        );
        await ExpectAsync(
            new
            {
                resource = "customers",
                filter = "kind ==",
                patch = Source,
            },
            "filter-syntax",
            400
        );
        await ExpectAsync(
            new
            {
                resource = "customers",
                all = true,
                patch = new { },
            },
            "patch-empty",
            422
        );
        await ExpectAsync(
            new
            {
                resource = "customers",
                all = true,
                patch = new { colour = 1 },
            },
            "unknown-field",
            400
        );
        await ExpectAsync(
            new
            {
                resource = "customers",
                all = true,
                patch = Source,
                timeZone = "Mars/Base",
            },
            "unknown-time-zone",
            400
        );
    }

    [Fact]
    public async Task It_needs_the_scope_to_write_the_records()
    {
        using var reader = await fixture.Server.WithScopesAsync("jobs:*", "customers:read");

        using var refused = await reader.SendTextAsync(
            HttpMethod.Post,
            "/v1/bulk-updates",
            """{"resource":"customers","all":true,"patch":{"source":"x"}}"""
        );

        await refused.ExpectProblemAsync(HttpStatusCode.Forbidden, "scope-missing");
    }

    [Fact]
    public async Task Only_an_undo_can_be_forced()
    {
        var planned = await PlanAsync("nobody", new { source = "x" });

        using var refused = await Admin.SendTextAsync(
            HttpMethod.Post,
            $"/v1/bulk-updates/{planned.Text("id")}/apply",
            $$"""{"planId":"{{planned.Text("planId")}}","force":true}"""
        );

        await refused.ExpectProblemAsync(HttpStatusCode.UnprocessableEntity, "force-not-undo");
    }

    private static object Source => new { source = "x" };

    private async Task ExpectAsync(object request, string code, int status)
    {
        using var answer = await Admin.SendTextAsync(
            HttpMethod.Post,
            "/v1/bulk-updates",
            System.Text.Json.JsonSerializer.Serialize(request)
        );
        await answer.ExpectProblemAsync((HttpStatusCode)status, code);
    }

    private Task<JsonObject> PlanAsync(string category, object patch, string multiValue = "replace") =>
        Admin.PlanAsync(
            "/v1/bulk-updates",
            new
            {
                resource = "customers",
                filter = $"category = \"bulk-{category}\"",
                patch,
                multiValue,
            }
        );

    private Task<JsonObject> CustomerAsync(
        string category,
        string kind,
        string? source = null,
        IReadOnlyList<string>? tags = null
    ) =>
        Admin.PostAsync(
            "/v1/customers",
            new
            {
                kind,
                name = "Customer",
                category = $"bulk-{category}",
                source,
                tags,
            }
        );

    private Task<JsonObject> ReadAsync(JsonObject customer) =>
        Admin.GetJsonAsync($"/v1/customers/{customer.Text("id")}");
}
