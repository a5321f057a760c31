using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Imports;

/// <summary>What a plan says, and that applying it does that and nothing beyond.</summary>
public sealed class ImportPlanTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task A_plan_says_what_would_become_of_each_row_and_changes_nothing()
    {
        await Admin.ImportAsync(Options("plan-says"), "id,name\n1,Anvil\n2,Bolt\n");

        var job = await Admin.ImportAsync(
            Options("plan-says", dryRun: true),
            "id,name\n1,Anvil\n2,Bolts\n3,Cog\n3,Cog again\n4,\n"
        );

        Assert.Equal("planned", job.Text("state"));
        Assert.Equal(
            "2 unchanged\n3 updated\n4 created\n5 duplicate duplicate-in-file\n6 rejected name-missing",
            await LinesAsync(job, "plan")
        );
        Assert.Equal(1, (int)job["plan"]!["counts"]!["created"]!);
        var reasons = job["plan"]!["reasons"]!.AsArray();
        Assert.Equal(["duplicate-in-file", "name-missing"], reasons.Select(reason => reason!.Text("code")));
        Assert.Equal("Line 5 has the same externalId as line 4.", reasons[0]!["samples"]![0]!.Text("detail"));
        Assert.Equal("Bolt", await NameOfAsync("plan-says", "2"));
        Assert.Null(await NameOfAsync("plan-says", "3"));
    }

    [Fact]
    public async Task Applying_a_plan_does_what_it_says()
    {
        await Admin.ImportAsync(Options("plan-does"), "id,name\n1,Anvil\n2,Bolt\n");
        var planned = await Admin.ImportAsync(
            Options("plan-does", dryRun: true),
            "id,name\n1,Anvil\n2,Bolts\n3,Cog\n4,\n"
        );

        var job = await ApplyAsync(planned);

        Assert.Equal("completedWithErrors", job.Text("state"));
        Assert.Equal(await LinesAsync(job, "plan"), await LinesAsync(job, "result"));
        Assert.Equal("Bolts", await NameOfAsync("plan-does", "2"));
        Assert.Equal("Cog", await NameOfAsync("plan-does", "3"));
    }

    [Fact]
    public async Task A_record_changed_since_the_plan_is_left_alone_and_a_key_that_appeared_makes_a_duplicate()
    {
        await Admin.ImportAsync(Options("plan-stale"), "id,name\n1,Anvil\n2,Bolt\n3,Drill\n");
        var planned = await Admin.ImportAsync(
            Options("plan-stale", dryRun: true),
            "id,name\n1,Anvils\n2,Bolts\n3,Drill\n4,Engine\n"
        );
        await Admin.ImportAsync(Options("plan-stale"), "id,name\n2,Bolt of another\n3,Drills\n4,Engine of another\n");

        var job = await ApplyAsync(planned);

        Assert.Equal(
            "2 updated\n3 unprocessed stale\n4 unprocessed stale\n5 duplicate exists",
            await LinesAsync(job, "result")
        );
        Assert.Equal("Bolt of another", await NameOfAsync("plan-stale", "2"));
        Assert.Equal("Engine of another", await NameOfAsync("plan-stale", "4"));
        Assert.Equal(2, (int)job["counts"]!["unprocessed"]!);
    }

    [Fact]
    public async Task A_plan_may_refer_to_rows_of_its_own_file_in_any_order()
    {
        var options = Options("plan-tree", dryRun: true);
        options["mapping"]!
            .AsArray()
            .Add(
                new JsonObject
                {
                    ["column"] = "parent",
                    ["field"] = "parentId",
                    ["by"] = "name",
                }
            );
        var planned = await Admin.ImportAsync(
            options,
            "id,name,parent\n1,Leaf of plan,Branch of plan\n2,Branch of plan,Root of plan\n3,Root of plan,\n4,Lost leaf,Nobody\n"
        );

        var job = await ApplyAsync(planned);

        Assert.Equal(
            "2 created\n3 created\n4 created\n5 rejected unknown-reference",
            await LinesAsync(planned, "plan")
        );
        Assert.Equal(await LinesAsync(job, "plan"), await LinesAsync(job, "result"));
    }

    [Fact]
    public async Task Only_the_plan_that_was_looked_at_can_be_applied()
    {
        var planned = await Admin.ImportAsync(Options("plan-other", dryRun: true), "id,name\n1,Anvil\n");

        using var other = await Admin.PostAsJsonAsync(
            $"/v1/imports/{planned.Text("id")}/apply",
            new { planId = "plan_00000000000000000000000000000000" }
        );
        using var none = await Admin.PostAsJsonAsync($"/v1/imports/{planned.Text("id")}/apply", new { });

        await other.ExpectProblemAsync(HttpStatusCode.Conflict, "plan-stale");
        await none.ExpectProblemAsync(HttpStatusCode.Conflict, "plan-stale");
        await ApplyAsync(planned);
        using var twice = await Admin.PostAsJsonAsync(
            $"/v1/imports/{planned.Text("id")}/apply",
            new { planId = planned.Text("planId") }
        );
        await twice.ExpectProblemAsync(HttpStatusCode.Conflict, "job-not-appliable");
    }

    [Fact]
    public async Task Planning_again_looks_again()
    {
        var planned = await Admin.ImportAsync(Options("plan-again", dryRun: true), "id,name\n1,Anvil\n");
        await Admin.ImportAsync(Options("plan-again"), "id,name\n1,Anvil\n");

        using var answer = await Admin.PostAsJsonAsync($"/v1/imports/{planned.Text("id")}/plan", new { });
        await answer.ExpectAsync(HttpStatusCode.Accepted);
        var again = await SettledAsync(planned);

        Assert.Equal("2 unchanged", await LinesAsync(again, "plan"));
        Assert.NotEqual(planned.Text("planId"), again.Text("planId"));
    }

    [Fact]
    public async Task An_empty_cell_clears_when_told_so()
    {
        var options = Options("plan-clear");
        options["mapping"]!.AsArray().Add(new JsonObject { ["column"] = "about", ["field"] = "description" });
        await Admin.ImportAsync(options, "id,name,about\n1,Anvil,heavy\n2,Bolt,small\n");
        options["emptyCell"] = "clear";

        var job = await Admin.ImportAsync(options, "id,name,about\n1,Anvil,\n2,Bolt,small\n");

        Assert.Equal("2 updated\n3 unchanged", await LinesAsync(job, "result"));
        Assert.Null((await FindAsync("plan-clear", "1"))!["description"]);
    }

    [Fact]
    public async Task Lists_are_replaced_unless_they_are_to_grow()
    {
        var options = Options("plan-lists");
        options["mapping"]!.AsArray().Add(new JsonObject { ["column"] = "tag", ["field"] = "tags[0]" });
        await Admin.ImportAsync(options, "id,name,tag\n1,Anvil,iron\n");
        options["multiValue"] = "append";
        await Admin.ImportAsync(options, "id,name,tag\n1,Anvil,heavy\n");
        var again = await Admin.ImportAsync(options, "id,name,tag\n1,Anvil,iron\n");

        Assert.Equal("2 unchanged", await LinesAsync(again, "result"));
        var tags = (await FindAsync("plan-lists", "1"))!["tags"]!.AsArray().Select(tag => (string)tag!);
        Assert.Equal(["heavy", "iron"], tags);
    }

    [Theory]
    [InlineData("application/x-ndjson")]
    [InlineData("text/csv")]
    public async Task What_a_list_gives_can_be_imported_again_and_changes_nothing(string format)
    {
        var system = $"plan-round-{format.Length}";
        await Admin.ImportAsync(Options(system), "id,name\n1,\"Anvil, \"\"heavy\"\"\"\n2,=Bolt\n3,Ćog-Ünlü 齿轮\n");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/customers?filter={FilterOf(system)}");
        request.Headers.Add("Accept", format);
        using var list = await Admin.SendAsync(request);
        var file = await list.Content.ReadAsByteArrayAsync();

        var job = await Admin.ImportAsync(
            new JsonObject
            {
                ["resource"] = "customers",
                ["mode"] = "update",
                ["matchOn"] = new JsonArray("id"),
            },
            file
        );

        Assert.Equal("completed", job.Text("state"));
        Assert.Equal(3, (int)job["counts"]!["unchanged"]!);
    }

    private static JsonObject Options(string system, bool dryRun = false) =>
        new()
        {
            ["resource"] = "customers",
            ["mode"] = "upsert",
            ["matchOn"] = new JsonArray("externalId"),
            ["dryRun"] = dryRun,
            ["mapping"] = new JsonArray(
                new JsonObject { ["value"] = "organization", ["field"] = "kind" },
                new JsonObject { ["column"] = "name", ["field"] = "name" },
                new JsonObject { ["column"] = "id", ["field"] = "externalIds[0].value" },
                new JsonObject { ["value"] = system, ["field"] = "externalIds[0].system" }
            ),
        };

    private async Task<JsonObject> ApplyAsync(JsonObject planned)
    {
        using var answer = await Admin.PostAsJsonAsync(
            $"/v1/imports/{planned.Text("id")}/apply",
            new { planId = planned.Text("planId") }
        );
        await answer.ExpectAsync(HttpStatusCode.Accepted);
        return await SettledAsync(planned);
    }

    private Task<JsonObject> SettledAsync(JsonObject job) => Admin.SettledJobAsync(job.Text("id"));

    private Task<string> LinesAsync(JsonObject job, string phase) => Admin.LedgerAsync(job, phase);

    private async Task<string?> NameOfAsync(string system, string id) => (await FindAsync(system, id))?.Text("name");

    private async Task<JsonNode?> FindAsync(string system, string id)
    {
        var page = await Admin.GetJsonAsync($"/v1/customers?filter={FilterOf(system)}");
        return page["items"]!
            .AsArray()
            .FirstOrDefault(customer => customer!["externalIds"]!.AsArray().Any(other => other!.Text("value") == id));
    }

    private static string FilterOf(string system) => Uri.EscapeDataString($"externalIds.system = \"{system}\"");
}
