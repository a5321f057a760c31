using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Jobs.Undo;

/// <summary>What a job did is taken back by a job of its own.</summary>
public sealed class UndoTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task An_import_is_undone_whole()
    {
        await ImportAsync("whole", "1,Anvil\n2,Bolt\n");
        var import = await ImportAsync("whole", "1,Anvil\n2,Bolts\n3,Cog\n");

        var planned = await Admin.PlanUndoAsync(import);
        Assert.Equal("3 updated\n4 deleted", await Admin.LedgerAsync(planned, "plan"));
        Assert.Equal("Bolts", await NameOfAsync("whole", "2"));
        var undo = await Admin.ApplyAsync(planned);

        Assert.Equal("completed", undo.Text("state"));
        Assert.Equal("undo", undo.Text("kind"));
        Assert.Equal(import.Text("id"), undo.Text("undoOf"));
        Assert.Equal("updated 1, deleted 1", undo.CountsText());
        Assert.Equal("Bolt", await NameOfAsync("whole", "2"));
        Assert.Null(await NameOfAsync("whole", "3"));
        Assert.Equal("undone", (await Admin.GetJsonAsync($"/v1/jobs/{import.Text("id")}")).Text("state"));
    }

    [Fact]
    public async Task What_was_changed_since_is_listed_and_left_alone()
    {
        await ImportAsync("since", "1,Anvil\n2,Bolt\n");
        var import = await ImportAsync("since", "1,Anvils\n2,Bolts\n3,Cog\n4,Drill\n");
        await RenameAsync("since", "2", "Bolt of another");
        await RenameAsync("since", "4", "Drill of another");

        var planned = await Admin.PlanUndoAsync(import);
        var undo = await Admin.ApplyAsync(planned);

        const string Left = "2 updated\n3 unprocessed changed-since\n4 deleted\n5 unprocessed changed-since";
        Assert.Equal(Left, await Admin.LedgerAsync(planned, "plan"));
        Assert.Equal(Left, await Admin.LedgerAsync(undo));
        Assert.Equal("completedWithErrors", undo.Text("state"));
        Assert.Equal("Anvil", await NameOfAsync("since", "1"));
        Assert.Equal("Bolt of another", await NameOfAsync("since", "2"));
        Assert.Equal("Drill of another", await NameOfAsync("since", "4"));
        Assert.Equal("completed", (await Admin.GetJsonAsync($"/v1/jobs/{import.Text("id")}")).Text("state"));
    }

    [Fact]
    public async Task What_was_changed_since_is_taken_back_when_forced_and_keeps_what_the_job_had_not_touched()
    {
        await ImportAsync("force", "1,Anvil\n2,Bolt\n");
        var import = await ImportAsync("force", "1,Anvils\n2,Bolts\n3,Cog\n");
        var first = (await FindAsync("force", "1"))!.Text("id");
        await Admin.PatchAsync($"/v1/customers/{first}", new { name = "Mine", description = "kept" });
        await RenameAsync("force", "2", "Bolt of another");
        await RenameAsync("force", "3", "Cog of another");

        var some = await Admin.ApplyAsync(await Admin.PlanUndoAsync(import), forceRecords: [first]);
        Assert.Equal(
            "2 updated\n3 unprocessed changed-since\n4 unprocessed changed-since",
            await Admin.LedgerAsync(some)
        );
        var rest = await Admin.PlanUndoAsync(import);
        var all = await Admin.ApplyAsync(rest, force: true);

        Assert.Equal(
            "2 unchanged\n3 unprocessed changed-since\n4 unprocessed changed-since",
            await Admin.LedgerAsync(rest, "plan")
        );
        Assert.Equal("2 unchanged\n3 updated\n4 deleted", await Admin.LedgerAsync(all));
        var restored = await FindAsync("force", "1");
        Assert.Equal("Anvil", restored!.Text("name"));
        Assert.Equal("kept", restored!.Text("description"));
        Assert.Equal("Bolt", await NameOfAsync("force", "2"));
        Assert.Null(await NameOfAsync("force", "3"));
        Assert.Equal("undone", (await Admin.GetJsonAsync($"/v1/jobs/{import.Text("id")}")).Text("state"));
    }

    [Fact]
    public async Task What_was_changed_since_the_undo_was_planned_is_stale_even_when_forced()
    {
        var import = await ImportAsync("stale", "1,Anvil\n2,Bolt\n");
        var planned = await Admin.PlanUndoAsync(import);
        await RenameAsync("stale", "1", "Anvil of another");

        var undo = await Admin.ApplyAsync(planned, force: true);

        Assert.Equal("2 unprocessed stale\n3 deleted", await Admin.LedgerAsync(undo));
        Assert.Equal("Anvil of another", await NameOfAsync("stale", "1"));
    }

    [Fact]
    public async Task A_key_that_is_anothers_by_now_is_not_taken_back()
    {
        await ImportAsync("keys", "1,Anvil of keys\n");
        var anvil = (await FindAsync("keys", "1"))!.Text("id");
        var import = await Admin.ImportAsync(
            new JsonObject
            {
                ["resource"] = "customers",
                ["mode"] = "update",
                ["matchOn"] = new JsonArray("name"),
                ["mapping"] = new JsonArray(
                    new JsonObject { ["column"] = "name", ["field"] = "name" },
                    new JsonObject { ["column"] = "id", ["field"] = "externalIds[0].value" },
                    new JsonObject { ["value"] = "undo-keys", ["field"] = "externalIds[0].system" }
                ),
            },
            "id,name\n3,Anvil of keys\n"
        );
        await ImportAsync("keys", "1,Cog\n");

        var undo = await Admin.ApplyAsync(await Admin.PlanUndoAsync(import));

        Assert.Equal("2 rejected duplicate", await Admin.LedgerAsync(undo));
        Assert.Equal("Cog", await NameOfAsync("keys", "1"));
        Assert.Equal(anvil, (await FindAsync("keys", "3"))!.Text("id"));
    }

    [Fact]
    public async Task A_bulk_update_and_a_bulk_delete_are_undone()
    {
        await ImportAsync("bulk", "1,Anvil\n2,Bolt\n");
        const string Filter = "externalIds.system = \"undo-bulk\"";
        var before = await ListAsync(Filter);
        var update = await Admin.ApplyAsync(
            await Admin.PlanAsync(
                "/v1/bulk-updates",
                new
                {
                    resource = "customers",
                    filter = Filter,
                    patch = new { source = "fair", tags = new[] { "a" } },
                }
            )
        );
        var delete = await Admin.ApplyAsync(
            await Admin.PlanAsync("/v1/bulk-deletes", new { resource = "customers", filter = Filter })
        );
        Assert.Equal("", await ListAsync(Filter));

        var restored = await Admin.ApplyAsync(await Admin.PlanUndoAsync(delete));
        Assert.Equal("1 updated\n2 updated", await Admin.LedgerAsync(restored));
        // Coming back gave them a new version, so to undo what was done before needs a word.
        var undone = await Admin.ApplyAsync(await Admin.PlanUndoAsync(update), force: true);

        Assert.Equal("completed", undone.Text("state"));
        Assert.Equal(before, await ListAsync(Filter));
    }

    [Fact]
    public async Task What_lies_in_the_trash_is_not_changed_and_what_was_created_there_stays_there()
    {
        await ImportAsync("trash", "1,Anvil\n");
        var import = await ImportAsync("trash", "1,Anvils\n2,Bolt\n");
        foreach (var value in new[] { "1", "2" })
        {
            var id = (await FindAsync("trash", value))!.Text("id");
            await Admin.DeleteAsync($"/v1/customers/{id}", HttpStatusCode.NoContent);
        }

        var undo = await Admin.ApplyAsync(await Admin.PlanUndoAsync(import), force: true);

        Assert.Equal("2 rejected deleted\n3 unchanged", await Admin.LedgerAsync(undo));
    }

    [Fact]
    public async Task Only_what_was_done_and_is_over_can_be_undone()
    {
        var planned = await Admin.PlanAsync(
            "/v1/bulk-updates",
            new
            {
                resource = "customers",
                filter = "source = undo-none",
                patch = new { source = "x" },
            }
        );
        await ExpectRefusalAsync(planned);
        await Admin.PostAsync($"/v1/jobs/{planned.Text("id")}/cancel", new { }, HttpStatusCode.OK);
        await ExpectRefusalAsync(planned);
        var import = await ImportAsync("twice", "1,Anvil\n");
        var undo = await Admin.ApplyAsync(await Admin.PlanUndoAsync(import));
        await ExpectRefusalAsync(import);
        await ExpectRefusalAsync(undo);
    }

    [Fact]
    public async Task It_needs_the_scopes_to_do_it_by_hand()
    {
        var import = await ImportAsync("scopes", "1,Anvil\n");
        using var writer = await fixture.Server.WithScopesAsync("jobs:*", "customers:read", "customers:write");

        using var answer = await writer.PostAsJsonAsync($"/v1/jobs/{import.Text("id")}/undo", new { });

        await answer.ExpectProblemAsync(HttpStatusCode.Forbidden, "scope-missing");
    }

    private async Task ExpectRefusalAsync(JsonObject job)
    {
        using var answer = await Admin.PostAsJsonAsync($"/v1/jobs/{job.Text("id")}/undo", new { });
        await answer.ExpectProblemAsync(HttpStatusCode.Conflict, "job-not-undoable");
    }

    private Task<JsonObject> ImportAsync(string system, string rows) =>
        Admin.ImportAsync(
            new JsonObject
            {
                ["resource"] = "customers",
                ["mode"] = "upsert",
                ["matchOn"] = new JsonArray("externalId"),
                ["mapping"] = new JsonArray(
                    new JsonObject { ["value"] = "organization", ["field"] = "kind" },
                    new JsonObject { ["column"] = "name", ["field"] = "name" },
                    new JsonObject { ["column"] = "id", ["field"] = "externalIds[0].value" },
                    new JsonObject { ["value"] = $"undo-{system}", ["field"] = "externalIds[0].system" }
                ),
            },
            "id,name\n" + rows
        );

    private async Task RenameAsync(string system, string value, string name) =>
        await Admin.PatchAsync($"/v1/customers/{(await FindAsync(system, value))!.Text("id")}", new { name });

    private async Task<string?> NameOfAsync(string system, string value) =>
        (await FindAsync(system, value))?.Text("name");

    private async Task<JsonNode?> FindAsync(string system, string value)
    {
        var filter = Uri.EscapeDataString($"externalIds.system = \"undo-{system}\"");
        var page = await Admin.GetJsonAsync($"/v1/customers?filter={filter}");
        return page["items"]!
            .AsArray()
            .FirstOrDefault(customer => customer!["externalIds"]!.AsArray().Any(id => id!.Text("value") == value));
    }

    private async Task<string> ListAsync(string filter)
    {
        var page = await Admin.GetJsonAsync($"/v1/customers?filter={Uri.EscapeDataString(filter)}");
        return string.Join('\n', page["items"]!.AsArray().Select(item => Stamps.Without(item!.AsObject())));
    }
}
