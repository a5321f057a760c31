using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Data.Tests.Duplicates;

/// <summary>Customers that come in are compared alike on every engine.</summary>
public sealed class DuplicateCheckStorageTests
{
    private const string Path = "/v1/customers";

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task Doubles_are_warned_of_or_refused_one_by_one(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        var first = await server.Admin.PostAsync(Path, Firm("Nordlicht Maschinenbau GmbH"));

        var warned = await server.Admin.PostAsync($"{Path}?duplicates=warn", Firm("Nordlicht Maschinenbau"));
        var refused = await server.Admin.PostAsync(
            $"{Path}?duplicates=block",
            Firm("Nordlicht Maschinenbau GmbH & Co. KG"),
            HttpStatusCode.Conflict
        );

        Assert.Equal(first.Text("id"), Assert.Single(warned["possibleDuplicates"]!.AsArray())!.Text("id"));
        Assert.Equal(2, refused["matches"]!.AsArray().Count);
        var found = await server.Admin.GetJsonAsync($"{Path}/{first.Text("id")}/duplicates");
        Assert.Equal(warned.Text("id"), Assert.Single(found["items"]!.AsArray())!.Text("id"));
    }

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task A_plan_and_its_application_refuse_the_same_rows_as_a_direct_import(Engine engine)
    {
        var people = new DoubledPeople(people: 900, doubles: 30);
        var planned = await ImportedAsync(engine, people, isPlanned: true);
        var direct = await ImportedAsync(engine, people, isPlanned: false);

        Assert.Equal("created 900, duplicate 30", direct.Counts);
        Assert.Equal(direct, planned);
    }

    private static async Task<(string Counts, string Ledger)> ImportedAsync(
        Engine engine,
        DoubledPeople people,
        bool isPlanned
    )
    {
        await using var server = await CrmServer.StartAsync(engine);
        var job = await server.Admin.ImportAsync(
            new
            {
                resource = "customers",
                mode = "create",
                duplicates = "block",
                dryRun = isPlanned,
            },
            people.File()
        );
        if (isPlanned)
        {
            await server.Admin.PostAsync(
                $"/v1/imports/{job.Text("id")}/apply",
                new { planId = job.Text("planId") },
                HttpStatusCode.Accepted
            );
            job = await server.Admin.SettledJobAsync(job.Text("id"));
        }

        return (job.CountsText(), await server.Admin.LedgerAsync(job));
    }

    private static JsonNode Firm(string name) =>
        new JsonObject
        {
            ["kind"] = "organization",
            ["name"] = name,
            ["contactPoints"] = new JsonArray(
                new JsonObject { ["channel"] = "email", ["value"] = "info@nordlicht.example" },
                new JsonObject { ["channel"] = "phone", ["value"] = "+49 40 5550202" }
            ),
            ["addresses"] = new JsonArray(
                new JsonObject
                {
                    ["street"] = "Hafenstr. 3",
                    ["postalCode"] = "20457",
                    ["city"] = "Hamburg",
                    ["country"] = "DE",
                }
            ),
        };
}
