using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Imports;

/// <summary>Rows are saved many at once; a rule that looks at other records has to see the rows before as well.</summary>
public sealed class RowsBesideEachOtherTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task Two_rows_do_not_close_a_circle()
    {
        await TreeAsync("Upper,\nLower,Upper\nOther,\n");

        var job = await TreeAsync("Upper,Other\nOther,Lower\n");

        Assert.Equal("2 updated\n3 rejected reference-cycle", await Admin.LedgerAsync(job));
        Assert.Equal("Other", await ParentAsync("Upper"));
        Assert.Null(await ParentAsync("Other"));
    }

    [Fact]
    public async Task A_file_turns_a_tree_round()
    {
        await TreeAsync("Root,\nLeaf,Root\n");

        var job = await TreeAsync("Leaf,\nRoot,Leaf\n");

        Assert.Equal("2 updated\n3 updated", await Admin.LedgerAsync(job));
        Assert.Equal("Leaf", await ParentAsync("Root"));
        Assert.Null(await ParentAsync("Leaf"));
    }

    [Fact]
    public async Task Links_of_one_file_are_not_in_each_others_way()
    {
        await TreeAsync("Firm,\n");
        await ImportAsync(
            "customers",
            "create",
            "kind,name,id\nperson,Ada,ada\nperson,Bob,bob\n",
            Mapped("kind"),
            Mapped("name"),
            Mapped("id", "externalIds[0].value"),
            Constant("externalIds[0].system", "people")
        );

        var job = await ImportAsync(
            "relationships",
            "create",
            """
            from,to,since,until,primary
            people:ada,tree:Firm,2020-01-01,2020-12-31,true
            people:ada,tree:Firm,2020-06-01,2020-07-31,false
            people:bob,tree:Firm,2020-01-01,2020-12-31,true
            people:bob,tree:Firm,2021-01-01,2021-12-31,true
            """,
            Mapped("from", "fromCustomerId", by: "externalId"),
            Mapped("to", "toCustomerId", by: "externalId"),
            Mapped("since"),
            Mapped("until"),
            Mapped("primary", "isPrimary"),
            Constant("type", "employee")
        );

        Assert.Equal(
            "2 created\n3 rejected duplicate\n4 rejected several-primary\n5 created",
            await Admin.LedgerAsync(job)
        );
    }

    /// <summary>Organisations and what they belong to; an empty cell takes them out.</summary>
    private Task<JsonObject> TreeAsync(string rows) =>
        ImportAsync(
            "customers",
            "upsert",
            $"name,parent\n{rows}",
            Constant("kind", "organization"),
            Mapped("name"),
            Mapped("name", "externalIds[0].value"),
            Constant("externalIds[0].system", "tree"),
            Mapped("parent", "parentId", by: "name")
        );

    private Task<JsonObject> ImportAsync(string resource, string mode, string csv, params JsonObject[] mapping) =>
        Admin.ImportAsync(
            new JsonObject
            {
                ["resource"] = resource,
                ["mode"] = mode,
                ["matchOn"] = mode == "upsert" ? new JsonArray("externalId") : null,
                ["emptyCell"] = "clear",
                ["mapping"] = new JsonArray([.. mapping]),
            },
            csv
        );

    private async Task<string?> ParentAsync(string name)
    {
        var filter = Uri.EscapeDataString($"name = \"{name}\"");
        var page = await Admin.GetJsonAsync($"/v1/customers?expand=parent&filter={filter}");
        return (string?)Assert.Single(page["items"]!.AsArray())!["parent"]?["name"];
    }

    private static JsonObject Mapped(string column, string? field = null, string? by = null) =>
        new()
        {
            ["column"] = column,
            ["field"] = field ?? column,
            ["by"] = by,
        };

    private static JsonObject Constant(string field, string value) => new() { ["field"] = field, ["value"] = value };
}
