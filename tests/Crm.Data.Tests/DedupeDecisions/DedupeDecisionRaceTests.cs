using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Data.Tests.DedupeDecisions;

/// <summary>Two reviewers at once, on each engine: the one who comes second is told what the first has said.</summary>
public sealed class DedupeDecisionRaceTests
{
    private const int Rounds = 10;

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task One_is_heard_and_the_other_told(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        for (var round = 0; round < Rounds; round++)
        {
            var (one, other) = (await PersonAsync(server), await PersonAsync(server));

            var answers = await Task.WhenAll(
                DecideAsync(server, one, other, "same"),
                DecideAsync(server, other, one, "different")
            );

            var heard = Assert.Single(answers, answer => answer.Status == 201);
            var told = Assert.Single(answers, answer => answer.Status == 409);
            Assert.Equal("already-decided", told.Body.Text("code"));
            Assert.Equal(heard.Body.Text("decision"), told.Body["decision"]!.Text("decision"));
        }
    }

    private static async Task<(int Status, JsonObject Body)> DecideAsync(
        CrmServer server,
        string firstCustomerId,
        string secondCustomerId,
        string decision
    )
    {
        var form = new
        {
            firstCustomerId,
            secondCustomerId,
            decision,
        };
        using var answer = await server.Admin.PostAsJsonAsync("/v1/dedupe-decisions", form);
        return ((int)answer.StatusCode, await answer.ExpectAsync(answer.StatusCode));
    }

    private static async Task<string> PersonAsync(CrmServer server) =>
        (await server.Admin.PostAsync("/v1/customers", new { kind = "person", name = "Ada" })).Text("id");
}
