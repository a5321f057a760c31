using System.Net;
using System.Text.Json.Nodes;
using Crm.Api.Imports.Proposals;
using Crm.TestKit;

namespace Crm.Api.Tests.Imports.Proposals;

/// <summary>Mappings proposed from the headers and the first rows of a file.</summary>
public sealed class ProposeMappingTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    [Theory]
    [InlineData("E-Mail", "contactPoints[0].value")]
    [InlineData("Téléphone", "contactPoints[0].value")]
    [InlineData("手机", "contactPoints[0].value")]
    [InlineData("PLZ", "addresses[0].postalCode")]
    [InlineData("Straße", "addresses[0].street")]
    [InlineData("CIUDAD", "addresses[0].city")]
    [InlineData("Firma", "name")]
    [InlineData("客户名称", "name")]
    [InlineData("Date de naissance", "birthDate")]
    [InlineData("Kunden-Nr.", "externalIds[0].value")]
    public async Task Usual_names_in_several_languages_are_known(string column, string field)
    {
        var proposal = await ProposeAsync([column]);

        Assert.Equal(field, FieldOf(proposal, column));
    }

    [Fact]
    public async Task Every_usual_name_leads_to_a_field_that_can_be_filled()
    {
        foreach (var (resource, field, word) in UsualNames())
        {
            var proposal = await ProposeForAsync(resource, [word]);

            Assert.Equal($"{resource} {word}: {field}", $"{resource} {word}: {FieldOf(proposal, word)}");
        }
    }

    [Fact]
    public async Task An_export_of_deals_is_understood()
    {
        var proposal = await ProposeForAsync(
            "opportunities",
            [
                "opportunity_id",
                "sales_agent",
                "product",
                "account",
                "deal_stage",
                "close_date",
                "close_value",
                "quarter",
            ]
        );

        Assert.Equal(
            [
                "externalIds[0].system:import",
                "externalIds[0].value=opportunity_id",
                "ownerId=sales_agent by name",
                "lines[0].productId=product by name",
                "customerId=account by name",
                "stage=deal_stage",
                "closedAt=close_date",
                "amount=close_value",
            ],
            proposal["mapping"]!.AsArray().Select(Line)
        );
        Assert.Equal("quarter", (string?)Assert.Single(proposal["unmappedColumns"]!.AsArray()));
    }

    [Fact]
    public async Task A_path_maps_to_itself_and_with_certainty()
    {
        var proposal = await ProposeAsync(["addresses[1].city", "attributes.sector", "birthDate"]);

        Assert.Equal(
            ["addresses[1].city 1", "attributes.sector 1", "birthDate 1"],
            proposal["mapping"]!.AsArray().Select(line => $"{line!["field"]} {line["confidence"]}")
        );
    }

    [Fact]
    public async Task What_a_field_needs_beside_it_is_proposed_with_it()
    {
        var proposal = await ProposeAsync(["Firma", "E-Mail", "Telefon", "Betreuer"]);

        Assert.Equal(
            [
                "name=Firma",
                "contactPoints[0].channel:email",
                "contactPoints[0].value=E-Mail",
                "contactPoints[1].channel:phone",
                "contactPoints[1].value=Telefon",
                "ownerId=Betreuer by name",
                "kind:organization",
            ],
            proposal["mapping"]!.AsArray().Select(Line)
        );
        Assert.Equal(["email", "phone", "name"], proposal["matchOn"]!.AsArray().Select(key => (string?)key));
    }

    [Fact]
    public async Task No_field_is_proposed_twice_and_what_is_unknown_is_said()
    {
        var proposal = await ProposeAsync(["name", "Company", "Sternzeichen", "_line"]);

        Assert.Equal(
            ["Company", "Sternzeichen", "_line"],
            proposal["unmappedColumns"]!.AsArray().Select(column => (string?)column)
        );
    }

    [Fact]
    public async Task An_attribute_is_found_by_its_name()
    {
        await fixture.Admin.PostAsync(
            "/v1/attribute-definitions",
            new
            {
                key = "shoesize",
                name = "Schuhgröße",
                type = "number",
            }
        );

        Assert.Equal("attributes.shoesize", FieldOf(await ProposeAsync(["Schuhgröße"]), "Schuhgröße"));
    }

    [Fact]
    public async Task Values_tell_what_a_header_does_not()
    {
        var proposal = await ProposeAsync(
            ["x", "y", "z"],
            ["a@b.example", "+49 30 123456", "7"],
            ["", "030/99887766", "8"]
        );

        Assert.Equal("contactPoints[0].value", FieldOf(proposal, "x"));
        Assert.Equal("contactPoints[1].value", FieldOf(proposal, "y"));
        Assert.Equal("z", (string?)proposal["unmappedColumns"]![0]);
    }

    [Theory]
    [InlineData("31.12.1998", "1.1.2000", "d.M.yyyy")]
    [InlineData("12/31/1998", "1/1/2000", "M/d/yyyy")]
    [InlineData("1998-12-31", "2000-01-01", "yyyy-MM-dd")]
    [InlineData("1/2/1998", "3/4/2000", "d/M/yyyy M/d/yyyy")]
    [InlineData("20-10-16", "01-03-17", "d-M-yy")]
    [InlineData("10/20/16", "3/1/17", "M/d/yy")]
    public async Task The_ways_of_writing_dates_that_fit_all_values_are_proposed(
        string one,
        string other,
        string formats
    )
    {
        var proposal = await ProposeAsync(["birthday"], [one], [other]);

        Assert.Equal(formats, string.Join(' ', proposal["format"]!["dateFormats"]!.AsArray()));
    }

    [Theory]
    [InlineData("1.234,50", ",", ".")]
    [InlineData("1,234.50", ".", ",")]
    [InlineData("0,5", ",", null)]
    [InlineData("1,234", null, null)]
    public async Task Decimals_are_told_where_the_values_leave_no_doubt(string value, string? sign, string? group)
    {
        var format = (await ProposeAsync(["attributes.any"], [value]))["format"]!;

        Assert.Equal(sign, (string?)format["decimal"]);
        Assert.Equal(group, (string?)format["group"]);
    }

    [Fact]
    public async Task A_resource_that_takes_no_rows_is_refused()
    {
        var problem = await fixture.Admin.PostAsync(
            "/v1/imports/propose-mapping",
            new { resource = "jobs", columns = new[] { "a" } },
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal("unknown-resource", problem.Text("code"));
    }

    private Task<JsonObject> ProposeAsync(string[] columns, params string[][] rows) =>
        ProposeForAsync("customers", columns, rows);

    private Task<JsonObject> ProposeForAsync(string resource, string[] columns, params string[][] rows) =>
        fixture.Admin.PostAsync(
            "/v1/imports/propose-mapping",
            new
            {
                resource,
                columns,
                rows,
            },
            HttpStatusCode.OK
        );

    /// <summary>The last name that the table has for each field, which is mostly not the field's own.</summary>
    private static IEnumerable<(string Resource, string Field, string Word)> UsualNames()
    {
        using var table = new StreamReader(
            typeof(HeaderSynonyms).Assembly.GetManifestResourceStream("Crm.Api.Imports.Proposals.HeaderSynonyms.tsv")!
        );
        foreach (var line in table.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            var cells = line.Split('\t');
            yield return (cells[0], cells[1].Replace("[*]", "[0]", StringComparison.Ordinal), cells[3].Split('|')[^1]);
        }
    }

    private static string? FieldOf(JsonObject proposal, string column) =>
        (string?)proposal["mapping"]!.AsArray().FirstOrDefault(line => (string?)line!["column"] == column)?["field"];

    private static string Line(JsonNode? line) =>
        line!["value"] is { } value
            ? $"{line["field"]}:{value}"
            : $"{line["field"]}={line["column"]}{(line["by"] is { } by ? $" by {by}" : "")}";
}
