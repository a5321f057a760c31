using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Data.Tests.Collisions;

/// <summary>Several requests about one thing at the same moment: each is done as if it had come alone.</summary>
public sealed class SameMomentTests
{
    private const int AtOnce = 6;
    private const int Rounds = 5;

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task Changes_of_different_members_of_one_record_all_stay(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        await using var other = engine == Engine.Sqlite ? null : server.StartAnotherNode(extend: null);
        var customer = await server.Admin.PostAsync("/v1/customers", new { kind = "person", name = "Ada" });
        var path = $"/v1/customers/{customer.Text("id")}";
        object[] changes =
        [
            new { name = "Ada Lovelace" },
            new { timeZone = "Europe/London" },
            new { language = "en" },
            new { birthDate = "1815-12-10" },
        ];

        await Task.WhenAll(
            changes.Select(
                (change, number) => (number % 2 == 0 ? server : other ?? server).Admin.PatchAsync(path, change)
            )
        );

        var found = await server.Admin.GetJsonAsync(path);
        Assert.Equal("Ada Lovelace", found.Text("name"));
        Assert.Equal("Europe/London", found.Text("timeZone"));
        Assert.Equal("en", found.Text("language"));
        Assert.Equal("1815-12-10", found.Text("birthDate"));
    }

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task Batches_that_change_one_record_are_all_done(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        await using var other = engine == Engine.Sqlite ? null : server.StartAnotherNode(extend: null);
        for (var round = 0; round < Rounds; round++)
        {
            var customer = await server.Admin.PostAsync("/v1/customers", new { kind = "person", name = "Ada" });

            var answers = await Task.WhenAll(
                Enumerable
                    .Range(0, AtOnce)
                    .Select(number =>
                        (number % 2 == 0 ? server : other ?? server).Admin.PostAsync(
                            "/v1/customers/batch",
                            new
                            {
                                atomic = number % 3 == 0,
                                operations = new[]
                                {
                                    new
                                    {
                                        op = "update",
                                        id = customer.Text("id"),
                                        body = new { description = $"Batch {number}" },
                                    },
                                },
                            },
                            HttpStatusCode.MultiStatus
                        )
                    )
            );

            Assert.All(answers, answer => Assert.Equal(200, (int)answer["results"]![0]!["status"]!));
            var found = await server.Admin.GetJsonAsync($"/v1/customers/{customer.Text("id")}");
            Assert.Equal($"\"{1 + AtOnce}\"", found.Text("etag"));
        }
    }

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task Of_changes_that_name_the_version_they_saw_one_is_done_and_the_others_are_out_of_date(
        Engine engine
    )
    {
        await using var server = await CrmServer.StartAsync(engine);
        var team = await server.Admin.PostAsync("/v1/teams", new { name = "North" });

        var answers = await Task.WhenAll(
            Enumerable.Range(0, AtOnce).Select(number => PatchAsync(server, team, $"North {number}"))
        );

        Assert.Single(answers, HttpStatusCode.OK);
        Assert.Equal(AtOnce - 1, answers.Count(answer => answer == HttpStatusCode.PreconditionFailed));
    }

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task What_several_say_about_one_address_for_the_first_time_is_all_recorded(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        for (var round = 0; round < Rounds; round++)
        {
            var address = $"ada{round}@example.com";

            await Task.WhenAll(
                Enumerable
                    .Range(0, AtOnce)
                    .Select(_ =>
                        server.Admin.PostAsync(
                            "/v1/consents",
                            new
                            {
                                channel = "email",
                                address,
                                purpose = "news",
                                state = "granted",
                                source = "form",
                            }
                        )
                    )
            );

            var said = await server.Admin.GetJsonAsync(
                $"/v1/consents?filter={Uri.EscapeDataString($"address = \"{address}\"")}"
            );
            Assert.Equal(AtOnce, said["items"]!.AsArray().Count);
        }
    }

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task A_value_that_must_be_unique_goes_to_one_and_the_others_are_told(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, AtOnce)
                .Select(async _ =>
                {
                    using var answer = await server.Admin.PostAsJsonAsync("/v1/teams", new { name = "North" });
                    return answer.StatusCode;
                })
        );

        Assert.Single(answers, HttpStatusCode.Created);
        Assert.Equal(AtOnce - 1, answers.Count(answer => answer == HttpStatusCode.Conflict));
    }

    private static async Task<HttpStatusCode> PatchAsync(CrmServer server, JsonObject team, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/v1/teams/{team.Text("id")}")
        {
            Content = JsonContent.Create(new { name }, new MediaTypeHeaderValue("application/merge-patch+json")),
        };
        request.Headers.Add("If-Match", team.Text("etag"));
        using var answer = await server.Admin.SendAsync(request);
        return answer.StatusCode;
    }
}
