using Crm.TestKit;

namespace Crm.Data.Tests.DedupeRuns;

/// <summary>A run reads several pages of customers and finds the same on every engine.</summary>
public sealed class DedupeRunStorageTests
{
    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task Those_who_come_twice_are_found_across_pages(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        var people = new DoubledPeople(people: 10_300, doubles: 40);
        await people.AddToAsync(server.Admin);

        var run = await server.Admin.DedupeAsync(new { });

        Assert.Equal($"unchanged {people.Count - 80}, duplicate 80", run.CountsText());
        Assert.Equal(people.Clusters(), await server.Admin.ClustersAsync(run));
        var pairs = await server.Admin.PairsAsync(run, "minWeight=0&pageSize=7&orderBy=matchWeight%20desc");
        Assert.Equal(pairs.Select(pair => (int)pair["number"]!).Order(), pairs.Select(pair => (int)pair["number"]!));
    }

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task Few_are_found_too_and_what_was_decided_holds(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        await server.Admin.AddDoublesAsync("shop");
        var first = await server.Admin.DedupeSourceAsync("shop");
        var pair = (await server.Admin.PairsAsync(first)).PairOf(
            "Nordlicht Maschinenbau",
            "Nordlicht Maschinenbau GmbH"
        );
        await server.Admin.PostAsync(
            "/v1/dedupe-decisions",
            new
            {
                firstCustomerId = pair["first"]!.Text("id"),
                secondCustomerId = pair["second"]!.Text("id"),
                decision = "different",
            }
        );

        var second = await server.Admin.DedupeSourceAsync("shop");

        Assert.Equal(2, (await server.Admin.ClustersAsync(first)).Count);
        Assert.Equal(["Margarete Hollenbach + Margarethe Hollenbach"], await server.Admin.ClustersAsync(second));
        Assert.Single(await server.Admin.PairsAsync(second, "decided=true"));
        var automatic = await server.Admin.GetJsonAsync(
            $"/v1/dedupe-runs/{first.Text("id")}/clusters?autoMerge=true&pageSize=1"
        );
        Assert.Single(automatic["items"]!.AsArray());
    }
}
