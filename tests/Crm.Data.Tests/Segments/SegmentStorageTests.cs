using System.Net;
using System.Text.Json.Nodes;
using Crm.Api.Data;
using Crm.Api.Data.Maintenance;
using Crm.Api.Segments;
using Crm.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Data.Tests.Segments;

/// <summary>Each engine finds the same customers by what hangs on them, and writes the same members down.</summary>
public sealed class SegmentStorageTests
{
    // Today is 2026-02-28, a year without the 29th.
    private static readonly (string Filter, string Found)[] Examples =
    [
        ("orders.count = 2", "ada"),
        ("orders.count = 0", "cleo"),
        ("orders.any(status = fulfilled AND total > 50)", "ada"),
        ("orders.status = fulfilled AND orders.total < 50", "ada"),
        ("orders.any(status = fulfilled AND total < 50)", ""),
        ("orders.count(channel = web) > 0", "ada"),
        ("orders.lines.quantity = 100", "ada"),
        ("lastOrderAt >= 2026-01-01", "ada"),
        ("lastOrderAt < 2026-01-01", "bob"),
        ("NOT lastOrderAt > 2023-02-28", "bob cleo"),
        ("lastOrderAt = null", "cleo"),
        ("interactions.any(channel = call AND direction = in)", "bob"),
        ("lastInteractionAt = 2024-05-05", "bob"),
        ("lastInteractionAt = null", "ada cleo"),
        ("opportunities.stageKind = won", "cleo"),
        ("opportunities.any(stageKind = won AND closeTime = lastDays(30))", "cleo"),
        ("cases.any(state = new AND priority = urgent)", "cleo"),
        ("cases.count(priority = urgent) = 0", "ada bob"),
        ("birthDate.month = 2", "ada bob"),
        ("birthDate.day = 29 AND birthDate.year = 2008", "ada"),
        ("birthday = today()", "ada bob"),
        ("birthday = nextDays(7) AND NOT birthday = today()", "cleo"),
        ("age >= 18 AND age <= 35", "ada"),
        ("age < 18", "cleo"),
        ("age = 36", "bob"),
        ("contactPoints.any(channel = email AND isValid = false)", "bob"),
        ("consents.any(purpose = newsletter AND state = granted)", "ada"),
        ("consents.count = 0", "cleo"),
        ("tags:winner AND addresses.any(isValid = false AND city = Berlin)", "cleo"),
    ];

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task Filters_segments_and_refreshes_find_the_same(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine, ("Crm:Clock:Virtual", "true"));
        await server.Admin.SetClockAsync("2026-02-28T12:00:00Z");
        await FillAsync(server.Admin);

        foreach (var (filter, found) in Examples)
        {
            var listed = await NamesAsync(
                server.Admin,
                $"/v1/customers?orderBy=name&filter={Uri.EscapeDataString(filter)}"
            );
            Assert.Equal($"{filter} → {found}", $"{filter} → {listed}");
        }

        var rule = await server.Admin.PostAsync(
            "/v1/segments",
            new
            {
                name = "lost",
                kind = "rule",
                filter = "NOT lastOrderAt > 2023-02-28",
                timeZone = "Europe/Berlin",
            }
        );
        var path = $"/v1/segments/{rule.Text("id")}";
        Assert.Equal("created 2", (await RefreshAsync(server.Admin, path)).CountsText());
        await OrderAsync(server.Admin, await IdAsync(server.Admin, "bob"), "2026-02-28T11:00:00Z", 1, fulfilled: true);
        Assert.Equal("deleted 1, unchanged 1", Sorted((await RefreshAsync(server.Admin, path)).CountsText()));
        Assert.Equal("cleo", await NamesAsync(server.Admin, $"{path}/members?orderBy=name"));

        var survivor = await IdAsync(server.Admin, "ada");
        await server.Admin.PostAsync(
            "/v1/customers/merge",
            new
            {
                customerIds = new[] { survivor, await IdAsync(server.Admin, "cleo") },
                survivorId = survivor,
                values = new { name = "ada", birthDate = "2008-02-29" },
            },
            HttpStatusCode.OK
        );
        Assert.Equal("ada", await NamesAsync(server.Admin, $"{path}/members?orderBy=name"));
    }

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task A_customer_purged_from_the_trash_leaves_segments_but_not_what_was_said(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine, ("Crm:Clock:Virtual", "true"));
        await server.Admin.SetClockAsync("2026-02-28T12:00:00Z");
        var ada = await PersonAsync(server.Admin, "ada", "2008-02-29", "ada@acme.example", isValid: true);
        var list = await server.Admin.PostAsync("/v1/segments", new { name = "guests", kind = "list" });
        var path = $"/v1/segments/{list.Text("id")}";
        await server.Admin.PostAsync($"{path}/members", new { add = new[] { ada } }, HttpStatusCode.OK);
        await server.Admin.PostAsync(
            "/v1/consents",
            new
            {
                channel = "email",
                address = "ada@acme.example",
                purpose = "newsletter",
                state = "withdrawn",
                customerId = ada,
            }
        );

        await server.Admin.DeleteAsync($"/v1/customers/{ada}", HttpStatusCode.NoContent);
        await server.Admin.SetClockAsync("2027-02-28T12:00:00Z");
        await server.Services.GetRequiredService<MaintenanceRunner>().RunOnceAsync(CancellationToken.None);

        var said = (await server.Admin.GetJsonAsync("/v1/consents"))["items"]!.AsArray();
        Assert.Null(Assert.Single(said)!["customerId"]);
        var state = await server.Admin.GetJsonAsync("/v1/consents/state?channel=email&address=ada%40acme.example");
        Assert.Equal("withdrawn", Assert.Single(state["states"]!.AsArray())!.Text("state"));
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        Assert.Equal((0, 0), (await db.Set<SegmentMember>().CountAsync(), await db.Customers.CountAsync()));
    }

    private static async Task FillAsync(HttpClient admin)
    {
        var ada = await PersonAsync(admin, "ada", "2008-02-29", "ada@acme.example", isValid: true);
        var bob = await PersonAsync(admin, "bob", "1990-02-28", "bob@acme.example", isValid: false);
        var cleo = (
            await admin.PostAsync(
                "/v1/customers",
                new
                {
                    kind = "person",
                    name = "cleo",
                    birthDate = "2020-03-01",
                    tags = new[] { "winner" },
                    addresses = new[]
                    {
                        new
                        {
                            kind = "home",
                            city = "Berlin",
                            isValid = false,
                        },
                    },
                }
            )
        ).Text("id");
        await OrderAsync(admin, ada, "2026-02-01T10:00:00Z", 100, fulfilled: true);
        await OrderAsync(admin, ada, "2024-02-01T10:00:00Z", 10, fulfilled: false);
        await OrderAsync(admin, bob, "2020-02-01T10:00:00Z", 30, fulfilled: false);
        await admin.PostAsync(
            "/v1/interactions",
            new
            {
                customerId = bob,
                channel = "call",
                direction = "in",
                subject = "Hello",
                occurredAt = "2024-05-05T10:00:00Z",
            }
        );
        await admin.PostAsync(
            "/v1/opportunities",
            new
            {
                name = "Deal",
                customerId = cleo,
                stage = "won",
                amount = new { amount = "5.00", currency = "EUR" },
            }
        );
        await admin.PostAsync(
            "/v1/cases",
            new
            {
                customerId = cleo,
                subject = "Broken",
                priority = "urgent",
            }
        );
        await SayAsync(admin, "ada@acme.example", "granted");
        await SayAsync(admin, "bob@acme.example", "withdrawn");
    }

    private static Task<JsonObject> SayAsync(HttpClient admin, string address, string state) =>
        admin.PostAsync(
            "/v1/consents",
            new
            {
                channel = "email",
                address,
                purpose = "newsletter",
                state,
            }
        );

    private static async Task<string> PersonAsync(
        HttpClient admin,
        string name,
        string birthDate,
        string email,
        bool isValid
    )
    {
        var person = new
        {
            kind = "person",
            name,
            birthDate,
            contactPoints = new[]
            {
                new
                {
                    channel = "email",
                    value = email,
                    isValid,
                },
            },
        };
        return (await admin.PostAsync("/v1/customers", person)).Text("id");
    }

    private static Task<JsonObject> OrderAsync(
        HttpClient admin,
        string customerId,
        string orderTime,
        int quantity,
        bool fulfilled
    ) =>
        admin.PostAsync(
            "/v1/orders",
            new
            {
                customerId,
                orderTime,
                channel = fulfilled ? "web" : "shop",
                status = fulfilled ? "fulfilled" : "open",
                lines = new[]
                {
                    new
                    {
                        description = "Tea",
                        quantity,
                        unitPrice = new { amount = "1.00", currency = "EUR" },
                        taxRate = 0,
                    },
                },
            }
        );

    private static async Task<JsonObject> RefreshAsync(HttpClient admin, string path)
    {
        var job = await admin.PostAsync($"{path}/refresh", new { }, HttpStatusCode.Accepted);
        return await admin.SettledJobAsync(job.Text("id"));
    }

    private static async Task<string> IdAsync(HttpClient admin, string name) =>
        (await admin.GetJsonAsync($"/v1/customers?filter=name%3D{name}"))["items"]![0]!.Text("id");

    private static async Task<string> NamesAsync(HttpClient admin, string path) =>
        string.Join(
            ' ',
            (await admin.GetJsonAsync(path))["items"]!.AsArray().Select(customer => customer!.Text("name"))
        );

    private static string Sorted(string counts) => string.Join(", ", counts.Split(", ").Order(StringComparer.Ordinal));
}
