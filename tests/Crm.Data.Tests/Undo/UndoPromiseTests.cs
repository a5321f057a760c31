using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Crm.Api.Customers;
using Crm.Api.Data.Bulk;
using Crm.Api.Opportunities;
using Crm.Data.Tests.Bulk;
using Crm.TestKit;
using Record = Crm.Api.Kernel.Record;

namespace Crm.Data.Tests.Undo;

/// <summary>
/// After a mixed import and its undo everything is as it was, to the last computed column, but for version and time of change, and for
/// the rows that somebody else has changed meanwhile.
/// </summary>
public sealed partial class UndoPromiseTests
{
    private const int Known = 300;
    private const int New = 100;
    private const int EditedEvery = 100;

    [Theory, OnSqlite, OnPostgres]
    public async Task An_undone_import_of_customers_leaves_no_trace(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        await AddAttributesAsync(server);
        var forms = new RandomForms(new Random(1));

        await CheckAsync<Customer>(server, "customers", (key, _) => forms.Customer(key));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_undone_import_of_opportunities_leaves_no_trace(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        var forms = new RandomForms(new Random(2));
        var customers = new List<string>();
        var products = new List<string>();
        for (var index = 0; index < 3; index++)
        {
            var customer = new { kind = "organization", name = $"Buyer {index}" };
            customers.Add((await server.Admin.PostAsync("/v1/customers", customer)).Text("id"));
            var product = new { sku = $"P{index}", name = $"Product {index}" };
            products.Add((await server.Admin.PostAsync("/v1/products", product)).Text("id"));
        }

        await CheckAsync<Opportunity>(
            server,
            "opportunities",
            (key, goesOn) => forms.Deal(key, goesOn, customers, products)
        );
    }

    private static async Task CheckAsync<T>(CrmServer server, string plural, Func<string, bool, JsonObject> form)
        where T : Record
    {
        var first = await ImportAsync(server, plural, Known, key => form(key, false));
        Assert.Equal($"created {Known}", first.CountsText());
        var (list, rows) = (await ListAsync(server, plural), await RowsAsync<T>(server, plural));

        var import = await ImportAsync(server, plural, Known + New, key => form(key, true));
        Assert.Equal($"created {New}, updated {Known}", import.CountsText());
        Assert.NotEqual(list, await ListAsync(server, plural));
        var edited = await EditSomeAsync(server, plural, import);
        var undo = await server.Admin.ApplyAsync(await server.Admin.PlanUndoAsync(import));

        Assert.Equal(
            $"updated {Known - (Known / EditedEvery)}, unprocessed {(Known + New) / EditedEvery}, deleted {New - (New / EditedEvery)}",
            undo.CountsText()
        );
        var left = await server.Admin.GetJsonAsync(
            $"/v1/jobs/{undo.Text("id")}/lines?outcome=unprocessed&pageSize=500"
        );
        Assert.Equal(edited, left["items"]!.AsArray().Select(line => line!.Text("id")).ToHashSet());
        Assert.Equal(Without(edited, list), Without(edited, await ListAsync(server, plural)));
        Assert.Equal(Without(edited, rows), Without(edited, await RowsAsync<T>(server, plural)));
    }

    /// <summary>Each hundredth of the import's rows, known and new.</summary>
    private static async Task<HashSet<string>> EditSomeAsync(CrmServer server, string plural, JsonObject import)
    {
        var edited = new HashSet<string>();
        string? token = null;
        do
        {
            var path = $"/v1/jobs/{import.Text("id")}/lines?pageSize={EditedEvery}&pageToken={token}";
            var page = await server.Admin.GetJsonAsync(path);
            var id = page["items"]![EditedEvery / 2]!.Text("id");
            await server.Admin.PatchAsync($"/v1/{plural}/{id}", new { description = "by somebody else" });
            edited.Add(id);
            token = (string?)page["nextPageToken"];
        } while (token is not null);

        return edited;
    }

    private static async Task<JsonObject> ImportAsync(
        CrmServer server,
        string plural,
        int rows,
        Func<string, JsonObject> form
    )
    {
        var file = new StringBuilder();
        for (var row = 0; row < rows; row++)
        {
            file.Append(form(row.ToString(CultureInfo.InvariantCulture)).ToJsonString()).Append('\n');
        }

        return await server.Admin.ImportAsync(
            new
            {
                resource = plural,
                mode = "upsert",
                matchOn = new[] { "externalId" },
                format = new { format = "ndjson" },
            },
            Encoding.UTF8.GetBytes(file.ToString())
        );
    }

    private static async Task AddAttributesAsync(CrmServer server)
    {
        foreach (
            var (key, type) in new[] { ("size", "number"), ("colour", "text"), ("since", "date"), ("vip", "boolean") }
        )
        {
            await server.Admin.PostAsync(
                "/v1/attribute-definitions",
                new
                {
                    key,
                    name = key,
                    type,
                }
            );
        }
    }

    /// <summary>The records of a stream by their ids, without what every change leaves behind.</summary>
    private static async Task<SortedDictionary<string, string>> ListAsync(CrmServer server, string plural)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/{plural}?pageSize=500");
        request.Headers.Add("Accept", "application/x-ndjson");
        using var answer = await server.Admin.SendAsync(request);
        var records = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in (await answer.Content.ReadAsStringAsync()).Split('\n').Where(line => line.Length > 0))
        {
            var record = JsonNode.Parse(line)!.AsObject();
            if (!record.ContainsKey("_end"))
            {
                records.Add(record.Text("id"), Stamps.Without(record));
            }
        }

        return records;
    }

    /// <summary>The stored rows of the records and their parts, with what no answer shows.</summary>
    private static async Task<SortedDictionary<string, string>> RowsAsync<T>(CrmServer server, string plural)
        where T : Record
    {
        List<Guid> ids = [.. (await ListAsync(server, plural)).Keys.Select(Guid.Parse)];
        return await server.ReadAsync(async work =>
        {
            var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var record in await BulkReader.ByIdsAsync<T>(work, ids, CancellationToken.None))
            {
                rows.Add($"{record.Id}", ChangeStamps().Replace(RecordGraph.TextOf(work.Db.Model, [record]), ""));
            }

            return rows;
        });
    }

    private static string Without(HashSet<string> ids, SortedDictionary<string, string> records) =>
        string.Join('\n', records.Where(record => !ids.Contains(record.Key)).Select(record => record.Value));

    [GeneratedRegex(@"\b(Version|UpdateTime)=[^|\n]*")]
    private static partial Regex ChangeStamps();
}
