using System.Net;
using Crm.TestKit;

namespace Crm.Api.Tests.Teams;

/// <summary>Teams over HTTP.</summary>
public sealed class TeamTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task A_team_shows_the_team_it_is_part_of()
    {
        var sales = await Admin.PostAsync("/v1/teams", new { name = "Sales", description = "All regions" });
        var west = await Admin.PostAsync("/v1/teams", new { name = "West", parentId = sales.Text("id") });

        var read = await Admin.GetJsonAsync($"/v1/teams/{west.Text("id")}?expand=parent");

        Assert.Equal("All regions", read["parent"]!.Text("description"));
    }

    [Fact]
    public async Task A_name_belongs_to_one_team_outside_the_trash()
    {
        var east = await Admin.PostAsync("/v1/teams", new { name = "East" });

        var problem = await Admin.PostAsync("/v1/teams", new { name = "East" }, HttpStatusCode.Conflict);

        Assert.Equal("/name", problem.BlamedField());
        await Admin.DeleteAsync($"/v1/teams/{east.Text("id")}", HttpStatusCode.NoContent);
        await Admin.PostAsync("/v1/teams", new { name = "East" });
    }

    [Fact]
    public async Task A_team_is_never_part_of_itself()
    {
        var team = await Admin.PostAsync("/v1/teams", new { name = "Ouroboros" });

        var problem = await Admin.PatchAsync(
            $"/v1/teams/{team.Text("id")}",
            new { parentId = team.Text("id") },
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal("reference-cycle", problem.Text("code"));
        Assert.Equal("/parentId", problem.BlamedField());
    }
}
