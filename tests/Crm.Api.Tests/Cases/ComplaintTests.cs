using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;
using Microsoft.VisualBasic.FileIO;

namespace Crm.Api.Tests.Cases;

/// <summary>Real complaints, settled years ago, brought in as cases (US Consumer Financial Protection Bureau, public domain).</summary>
public sealed class ComplaintTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private static readonly Dictionary<string, string> Channels = new(StringComparer.Ordinal)
    {
        ["Web"] = "web",
        ["Phone"] = "call",
        ["Postal mail"] = "letter",
        ["Fax"] = "fax",
    };

    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task Complaints_come_in_with_their_history_and_coming_again_changes_nothing()
    {
        var complaints = Read();
        var companies = complaints.Select(complaint => complaint["company"]).Distinct(StringComparer.Ordinal);
        var customers = await BatchAsync(
            "customers",
            [.. companies.Select(name => Upsert("name", new JsonObject { ["kind"] = "organization", ["name"] = name }))]
        );
        var ids = companies.Zip(customers).ToDictionary(pair => pair.First, pair => pair.Second.Text("id"));
        JsonObject[] Operations() =>
            [.. complaints.Select(complaint => Upsert("externalId", CaseOf(complaint, ids[complaint["company"]])))];

        var first = await BatchAsync("cases", Operations());
        var second = await BatchAsync("cases", Operations());

        Assert.Equal(145, first.Count);
        Assert.All(first, result => Assert.Equal("created", (string?)result["outcome"]));
        Assert.All(second, result => Assert.Equal("unchanged", (string?)result["outcome"]));
        Assert.Equal(135, await CountAsync("state = closed"));
        Assert.Equal(10, await CountAsync("state = new"));
        Assert.Equal(9, await CountAsync("channel = letter"));
        Assert.Equal(
            complaints.Count(complaint => complaint["product"] == "Mortgage"),
            await CountAsync("topic = \"Mortgage/*\"")
        );
    }

    private static List<Dictionary<string, string>> Read()
    {
        var name = $"{typeof(ComplaintTests).Namespace}.consumer_complaints.csv";
        using var parser = new TextFieldParser(typeof(ComplaintTests).Assembly.GetManifestResourceStream(name)!);
        parser.SetDelimiters(",");
        var header = parser.ReadFields()!;
        var rows = new List<Dictionary<string, string>>();
        while (!parser.EndOfData)
        {
            rows.Add(header.Zip(parser.ReadFields()!).ToDictionary(cell => cell.First, cell => cell.Second));
        }

        return rows;
    }

    private static JsonObject CaseOf(Dictionary<string, string> complaint, string customerId)
    {
        var settled = complaint["company_response_to_consumer"] != "In progress";
        var sent = settled ? $"{complaint["date_sent_to_company"]}T00:00:00Z" : null;
        return new JsonObject
        {
            ["customerId"] = customerId,
            ["subject"] = complaint["issue"],
            ["description"] = complaint["consumer_complaint_narrative"],
            ["channel"] = Channels.GetValueOrDefault(complaint["submitted_via"]),
            ["topic"] = $"{complaint["product"]}/{complaint["issue"]}",
            ["openedAt"] = $"{complaint["date_received"]}T00:00:00Z",
            ["resolvedAt"] = sent,
            ["closedAt"] = sent,
            ["resolution"] = settled ? complaint["company_response_to_consumer"] : null,
            ["externalIds"] = new JsonArray(
                new JsonObject { ["system"] = "cfpb", ["value"] = complaint["complaint_id"] }
            ),
        };
    }

    private static JsonObject Upsert(string key, JsonObject record) =>
        new()
        {
            ["op"] = "upsert",
            ["matchOn"] = new JsonArray(key),
            ["body"] = record,
        };

    private async Task<List<JsonNode>> BatchAsync(string resource, JsonObject[] operations)
    {
        var answer = await Admin.PostAsync(
            $"/v1/{resource}/batch",
            new { atomic = false, operations },
            HttpStatusCode.MultiStatus
        );
        return [.. answer["results"]!.AsArray().Select(result => result!)];
    }

    private async Task<int> CountAsync(string filter)
    {
        var page = await Admin.GetJsonAsync(
            $"/v1/cases?pageSize=1&includeTotal=true&filter={Uri.EscapeDataString(filter)}"
        );
        return (int)page["totalSize"]!;
    }
}
