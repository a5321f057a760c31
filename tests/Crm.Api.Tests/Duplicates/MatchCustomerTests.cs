using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Duplicates;

/// <summary>Whom somebody may be who is not stored.</summary>
public sealed class MatchCustomerTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private const string Path = "/v1/customers/match";

    private readonly Somebody _somebody = new();

    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task The_caller_is_found_by_phone_and_family_name()
    {
        var id = await Somebody.AddAsync(Admin, _somebody.Form());
        await Somebody.AddAsync(Admin, Somebody.Stranger());

        var found = await MatchAsync(new { familyName = _somebody.FamilyName, phone = $"030 {_somebody.Phone[5..]}" });

        Assert.Equal(id, found[0]!.Text("id"));
    }

    [Fact]
    public async Task Without_a_kind_people_and_organisations_are_looked_for()
    {
        var phone = new { channel = "phone", value = _somebody.Phone };
        var person = await Somebody.AddAsync(Admin, _somebody.Form());
        var firm = (
            await Admin.PostAsync(
                "/v1/customers",
                new
                {
                    kind = "organization",
                    name = $"{_somebody.FamilyName} GmbH",
                    contactPoints = new[] { phone },
                }
            )
        ).Text("id");

        var found = await MatchAsync(new { name = $"{_somebody.FamilyName}", contactPoints = new[] { phone } }, "0.01");

        Assert.Equal(new[] { firm, person }.Order(), found.Select(match => match!.Text("id")).Order());
    }

    [Fact]
    public async Task Nothing_is_stored()
    {
        await MatchAsync(new { familyName = _somebody.FamilyName });

        Assert.Empty(await MatchAsync(new { familyName = _somebody.FamilyName }, "0.01"));
    }

    [Fact]
    public async Task Who_has_nothing_in_common_with_anybody_is_nobody() =>
        Assert.Empty(await MatchAsync(new { }, "0.01"));

    [Fact]
    public async Task What_a_run_has_learned_is_used()
    {
        await using var server = await CrmServer.StartAsync();
        var people = new DoubledPeople(people: 400, doubles: 40);
        await people.AddToAsync(server.Admin);
        var one = (await server.Admin.GetJsonAsync("/v1/customers?pageSize=1"))["items"]![0]!;
        var path = $"/v1/customers/{one.Text("id")}/duplicates?duplicateThreshold=0.01";
        var before = (await server.Admin.GetJsonAsync(path))["items"]![0]!;

        var run = await server.Admin.DedupeAsync(new { });

        var after = (await server.Admin.GetJsonAsync(path))["items"]![0]!;
        var explained = await server.Admin.GetJsonAsync(
            $"/v1/dedupe-runs/{run.Text("id")}/explain?first={one.Text("id")}&second={after.Text("id")}"
        );
        Assert.Equal((double)explained["matchWeight"]!, (double)after["matchWeight"]!, precision: 3);
        Assert.NotEqual((double)before["matchWeight"]!, (double)after["matchWeight"]!, precision: 3);
    }

    [Fact]
    public async Task A_field_that_is_not_compared_is_refused()
    {
        var problem = await Admin.PostAsync(Path, new { category = "vip" }, HttpStatusCode.BadRequest);

        Assert.Equal("/category", problem.BlamedField());
    }

    private async Task<JsonArray> MatchAsync(object known, string? threshold = null)
    {
        var query = threshold is null ? "" : $"?duplicateThreshold={threshold}";
        return (await Admin.PostAsync($"{Path}{query}", known, HttpStatusCode.OK))["items"]!.AsArray();
    }
}
