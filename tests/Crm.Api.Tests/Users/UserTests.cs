using System.Net;
using Crm.TestKit;

namespace Crm.Api.Tests.Users;

/// <summary>Users over HTTP.</summary>
public sealed class UserTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task A_user_shows_team_and_manager_when_they_are_expanded()
    {
        var team = await Admin.PostAsync("/v1/teams", new { name = "Central" });
        var manager = await Admin.PostAsync("/v1/users", new { name = "Dustin Brinkmann" });
        var user = await Admin.PostAsync(
            "/v1/users",
            new
            {
                name = "Moses Frase",
                email = "Moses.Frase@Example.com",
                teamId = team.Text("id"),
                managerId = manager.Text("id"),
            }
        );

        var read = await Admin.GetJsonAsync($"/v1/users/{user.Text("id")}?expand=team,manager");

        Assert.Equal("moses.frase@example.com", read.Text("email"));
        Assert.True((bool)read["isActive"]!);
        Assert.Equal("Central", read["team"]!.Text("name"));
        Assert.Equal("Dustin Brinkmann", read["manager"]!.Text("name"));
    }

    [Fact]
    public async Task Two_users_cannot_have_one_address_however_it_is_written()
    {
        var first = await Admin.PostAsync("/v1/users", new { name = "Ada", email = "ada@example.com" });

        var problem = await Admin.PostAsync(
            "/v1/users",
            new { name = "Other Ada", email = "ADA@EXAMPLE.COM" },
            HttpStatusCode.Conflict
        );

        Assert.Equal("duplicate", problem.Text("code"));
        Assert.Equal("/email", problem.BlamedField());
        await Admin.DeleteAsync($"/v1/users/{first.Text("id")}", HttpStatusCode.NoContent);
        await Admin.PostAsync("/v1/users", new { name = "Other Ada", email = "ada@example.com" });
    }

    [Fact]
    public async Task Any_number_of_users_have_no_address()
    {
        await Admin.PostAsync("/v1/users", new { name = "Cecily" });

        await Admin.PostAsync("/v1/users", new { name = "Versie" });
    }

    [Fact]
    public async Task Text_that_is_no_address_is_refused()
    {
        var problem = await Admin.PostAsync(
            "/v1/users",
            new { name = "Ada", email = "nobody" },
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal("email-invalid", problem.Text("code"));
    }

    [Fact]
    public async Task Nobody_manages_himself_through_others()
    {
        var boss = await Admin.PostAsync("/v1/users", new { name = "Boss" });
        var middle = await Admin.PostAsync("/v1/users", new { name = "Middle", managerId = boss.Text("id") });

        var problem = await Admin.PatchAsync(
            $"/v1/users/{boss.Text("id")}",
            new { managerId = middle.Text("id") },
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal("reference-cycle", problem.Text("code"));
        Assert.Equal("/managerId", problem.BlamedField());
    }

    [Fact]
    public async Task A_user_is_matched_by_name_or_by_address()
    {
        await Admin.PostAsync("/v1/users", new { name = "Darcel Schlecht", email = "darcel@example.com" });

        var byName = await Admin.PostAsync(
            "/v1/users/upsert",
            new { matchOn = new[] { "name" }, record = new { name = "Darcel Schlecht", language = "de" } },
            HttpStatusCode.OK
        );
        var byEmail = await Admin.PostAsync(
            "/v1/users/upsert",
            new
            {
                matchOn = new[] { "email" },
                record = new { name = "Darcel Schlecht", email = "DARCEL@example.com" },
            },
            HttpStatusCode.OK
        );

        Assert.Equal("updated", byName.Text("outcome"));
        Assert.Equal("unchanged", byEmail.Text("outcome"));
    }
}
