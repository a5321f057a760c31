using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Data.Tests.Exports;

/// <summary>An export holds each record once, and comes back as it was, on every engine.</summary>
public sealed class ExportStorageTests
{
    private const int Rows = 2_300;

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task Several_pages_are_whole_and_import_as_unchanged(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        await FillAsync(server.Admin);

        var file = await server.Admin.ExportAsync(new { resource = "customers", compress = "gzip" });
        var ndjson = Encoding.UTF8.GetString(
            await server.Admin.ExportAsync(
                new
                {
                    resource = "customers",
                    format = "ndjson",
                    fields = (string[])["name"],
                    orderBy = "name desc",
                }
            )
        );
        var job = await server.Admin.ImportAsync(
            new
            {
                resource = "customers",
                mode = "update",
                matchOn = (string[])["id"],
            },
            file
        );

        Assert.Equal("completed", job.Text("state"));
        Assert.Equal(Rows, (int)job["counts"]!["unchanged"]!);
        var names = ndjson.Split('\n')[..Rows].Select(line => JsonNode.Parse(line)!.Text("name")).ToList();
        Assert.Equal(names.OrderDescending(StringComparer.Ordinal), names);
        Assert.Equal(Rows, names.Distinct(StringComparer.Ordinal).Count());
        Assert.EndsWith($"{{\"_end\":true,\"rows\":{Rows}}}\n", ndjson, StringComparison.Ordinal);
    }

    private static async Task FillAsync(HttpClient admin)
    {
        var csv = new StringBuilder("kind,name,tags[0],contactPoints[0].channel,contactPoints[0].value\n");
        for (var row = 1; row <= Rows; row++)
        {
            csv.Append(
                CultureInfo.InvariantCulture,
                $"organization,Customer {row:D5},t{row % 7},email,c{row}@x.example\n"
            );
        }

        var job = await admin.ImportAsync(new { resource = "customers", mode = "create" }, csv.ToString());
        Assert.Equal(Rows, (int)job["counts"]!["created"]!);
    }
}
