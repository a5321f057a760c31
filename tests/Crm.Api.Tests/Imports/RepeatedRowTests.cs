using System.Globalization;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Imports;

/// <summary>Of several lines about one record the first counts, by whatever they name it.</summary>
public sealed class RepeatedRowTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task A_stored_record_that_two_lines_name_alike_is_changed_by_the_first()
    {
        await ImportAsync("externalId", "K1,Bioholding,");

        var job = await ImportAsync("externalId", "K1,Bioholding,fair\nK1,Bioholding,web");

        Assert.Equal("2 updated\n3 duplicate duplicate-in-file", await Admin.LedgerAsync(job));
        Assert.Equal("Line 3 is about the same record as line 2.", await Admin.FirstDetailAsync(job, "duplicate"));
    }

    [Fact]
    public async Task A_stored_record_that_two_lines_name_differently_is_changed_by_the_first()
    {
        await ImportAsync("externalId", "K2,Codehow,");

        var job = await ImportAsync(["externalId", "name"], ",Codehow,fair\nK2,Codehow Ltd,web");

        Assert.Equal("2 updated\n3 duplicate duplicate-in-file", await Admin.LedgerAsync(job));
    }

    [Fact]
    public async Task A_unique_key_that_is_not_matched_on_comes_once_as_well()
    {
        await ImportAsync("externalId", "K3,Donquadtech,");

        var job = await ImportAsync("name", "K3,Donquadtech,fair\nK3,Donquadtech Ltd,web");

        Assert.Equal("2 updated\n3 duplicate duplicate-in-file", await Admin.LedgerAsync(job));
    }

    [Fact]
    public async Task A_key_that_several_may_have_comes_once_although_it_leads_to_a_record()
    {
        await ImportAsync("externalId", "K4,Genco Pura,\nK5,Zathunicon,");

        var job = await ImportAsync(["externalId", "name"], "K4,Genco Pura,fair\nK5,Genco Pura,web");

        Assert.Equal("2 updated\n3 duplicate duplicate-in-file", await Admin.LedgerAsync(job));
        Assert.Equal("Line 3 has the same name as line 2.", await Admin.FirstDetailAsync(job, "duplicate"));
    }

    [Fact]
    public async Task A_line_cannot_name_the_record_an_earlier_one_makes_by_the_number_that_it_gets()
    {
        var stored = await Admin.PostAsync("/v1/customers", new { kind = "organization", name = "Plexzap" });
        var last = stored.Text("number");
        var next = $"CU-{int.Parse(last["CU-".Length..], CultureInfo.InvariantCulture) + 1:D6}";
        // Many lines between them, so that the first is stored when the last is looked for.
        var between = Enumerable.Range(0, 2000).Select(index => $",Zencorporation {index},");

        var job = await ImportAsync(
            "number",
            string.Join('\n', between.Prepend(",Newex,").Append($"{next},Newex Ltd,"))
        );

        Assert.Equal(2001, (int)job["counts"]!["created"]!);
        Assert.Equal("Line 2003 is about the same record as line 2.", await Admin.FirstDetailAsync(job, "duplicate"));
    }

    private Task<JsonObject> ImportAsync(string matchOn, string lines) => ImportAsync([matchOn], lines);

    private Task<JsonObject> ImportAsync(string[] matchOn, string lines) =>
        Admin.ImportAsync(
            new
            {
                resource = "customers",
                mode = "upsert",
                matchOn,
                mapping = new object[]
                {
                    new { column = "name", field = "name" },
                    new { column = "source", field = "source" },
                    new { value = "organization", field = "kind" },
                    new { column = "key", field = matchOn is ["number"] ? "number" : "externalIds[0].value" },
                    new { value = "repeated", field = "externalIds[0].system" },
                }.Take(matchOn is ["number"] ? 4 : 5),
            },
            $"key,name,source\n{lines}\n"
        );
}
