using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Data.Tests.Imports;

/// <summary>An import leaves the same ledger and the same records on every engine.</summary>
public sealed class ImportStorageTests
{
    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task Several_chunks_add_up_and_come_in_once(Engine engine)
    {
        const int Rows = 350;
        await using var server = await CrmServer.StartAsync(engine);
        var options = JsonNode.Parse(
            """
            {
              "resource": "customers", "mode": "upsert", "matchOn": ["externalId"],
              "mapping": [
                {"column": "id", "field": "externalIds[0].value"}, {"value": "erp", "field": "externalIds[0].system"},
                {"column": "name", "field": "name"}, {"value": "organization", "field": "kind"},
                {"column": "mail", "field": "contactPoints[0].value"}, {"value": "email", "field": "contactPoints[0].channel"}
              ]
            }
            """
        )!;
        var csv = new StringBuilder("id,name,mail\n");
        for (var row = 1; row <= Rows; row++)
        {
            // Every seventh row repeats the one before; every fiftieth has no name, but for the one that 301 repeats.
            var id = row % 7 == 0 ? row - 1 : row;
            var name = row % 50 == 0 && row != 300 ? "" : $"Customer {row}";
            csv.Append(CultureInfo.InvariantCulture, $"{id},{name},c{row}@x.example\n");
        }

        var first = await server.Admin.ImportAsync(options, csv.ToString());
        var second = await server.Admin.ImportAsync(options, csv.ToString());

        // Row 350 is nameless too, but it repeats 349, which is noticed first.
        Assert.Equal("350 295 0 0 50 5", Counts(first));
        Assert.Equal("350 0 0 295 50 5", Counts(second));
        var all = await server.Admin.GetJsonAsync("/v1/customers?includeTotal=true&pageSize=1");
        Assert.Equal(295, (int)all["totalSize"]!);
    }

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task A_large_part_is_stored_in_many_pieces_and_read_back_whole(Engine engine)
    {
        const int Rows = 6;
        const int CellLength = 1_000_000;
        await using var server = await CrmServer.StartAsync(engine);
        var job = await server.Admin.CreateImportAsync(
            JsonNode.Parse(
                """
                {
                  "resource": "customers", "mode": "create",
                  "mapping": [{"column": "name", "field": "name"}, {"value": "organization", "field": "kind"}]
                }
                """
            )!
        );
        var large = new StringBuilder("padding,name\n");
        for (var row = 1; row <= Rows; row++)
        {
            large.Append('x', CellLength).Append(CultureInfo.InvariantCulture, $",Customer {row}\n");
        }

        var part = await server.Admin.PutPartAsync(job, 1, large.ToString());
        await server.Admin.PutPartAsync(job, 2, "padding,name\n,Customer 7\n");
        var applied = await server.Admin.ApplyAsync(await server.Admin.PlanAsync(job));

        Assert.Equal(large.Length, (int)part["length"]!);
        Assert.Equal("7 7 0 0 0 0", Counts(applied));
    }

    private static string Counts(JsonObject job)
    {
        var counts = job["counts"]!;
        return $"{counts["rowsRead"]} {counts["created"]} {counts["updated"]} {counts["unchanged"]} {counts["duplicate"]} {counts["rejected"]}";
    }
}
