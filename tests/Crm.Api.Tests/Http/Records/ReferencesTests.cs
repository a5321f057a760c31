using System.Net;
using Crm.TestKit;

namespace Crm.Api.Tests.Http.Records;

/// <summary>References between records, seen on a customer's owner.</summary>
public sealed class ReferencesTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task A_record_that_is_not_there_cannot_be_referred_to()
    {
        var problem = await Admin.PostAsync(
            "/v1/customers",
            new
            {
                kind = "organization",
                name = "Isdom",
                ownerId = "019b76da-a800-7000-8000-000000000001",
            },
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal("unknown-reference", problem.Text("code"));
        Assert.Equal("/ownerId", problem.BlamedField());
    }

    [Fact]
    public async Task A_record_in_the_trash_cannot_be_newly_referred_to()
    {
        var gone = await Admin.PostAsync("/v1/users", new { name = "Gone" });
        await Admin.DeleteAsync($"/v1/users/{gone.Text("id")}", HttpStatusCode.NoContent);
        var customer = await Admin.PostAsync("/v1/customers", new { kind = "organization", name = "Isdom" });

        var problem = await Admin.PatchAsync(
            $"/v1/customers/{customer.Text("id")}",
            new { ownerId = gone.Text("id") },
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal("unknown-reference", problem.Text("code"));
    }

    [Fact]
    public async Task A_reference_that_stays_as_it_was_is_not_refused_when_its_target_went_into_the_trash()
    {
        var owner = await Admin.PostAsync("/v1/users", new { name = "Leaver" });
        var customer = await Admin.PostAsync(
            "/v1/customers",
            new
            {
                kind = "organization",
                name = "Isdom",
                ownerId = owner.Text("id"),
            }
        );
        await Admin.DeleteAsync($"/v1/users/{owner.Text("id")}", HttpStatusCode.NoContent);

        var changed = await Admin.PatchAsync($"/v1/customers/{customer.Text("id")}", new { name = "Isdom Ltd" });
        var read = await Admin.GetJsonAsync($"/v1/customers/{customer.Text("id")}?expand=owner");

        Assert.Equal(owner.Text("id"), changed.Text("ownerId"));
        Assert.NotNull(read["owner"]!["deleteTime"]);
    }
}
