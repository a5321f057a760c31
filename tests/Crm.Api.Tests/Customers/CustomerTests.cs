using System.Net;
using Crm.TestKit;

namespace Crm.Api.Tests.Customers;

/// <summary>Customers over HTTP.</summary>
public sealed class CustomerTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task A_created_customer_can_be_read_by_id_and_by_number()
    {
        var created = await Admin.PostAsync("/v1/customers", new { kind = "organization", name = "Cancity" });

        var byId = await Admin.GetJsonAsync($"/v1/customers/{created.Text("id")}");
        var byNumber = await Admin.GetJsonAsync($"/v1/customers/{created.Text("number")}");

        Assert.Equal("Cancity", byId.Text("name"));
        Assert.Equal(byId.ToJsonString(), byNumber.ToJsonString());
    }

    [Fact]
    public async Task A_persons_name_is_made_of_its_parts()
    {
        var western = await Admin.PostAsync(
            "/v1/customers",
            new
            {
                kind = "person",
                givenName = "Ada",
                familyName = "Lovelace",
            }
        );
        var chinese = await Admin.PostAsync(
            "/v1/customers",
            new
            {
                kind = "person",
                givenName = "永庆",
                familyName = "王",
            }
        );

        Assert.Equal("Ada Lovelace", western.Text("name"));
        Assert.Equal("王永庆", chinese.Text("name"));
    }

    [Fact]
    public async Task An_organisation_cannot_belong_to_itself_through_others()
    {
        var mother = await Admin.PostAsync("/v1/customers", new { kind = "organization", name = "Mother" });
        var daughter = await Admin.PostAsync(
            "/v1/customers",
            new
            {
                kind = "organization",
                name = "Daughter",
                parentId = mother.Text("id"),
            }
        );

        var problem = await Admin.PatchAsync(
            $"/v1/customers/{mother.Text("id")}",
            new { parentId = daughter.Text("id") },
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal("reference-cycle", problem.Text("code"));
        Assert.Equal("/parentId", problem.BlamedField());
    }

    [Theory]
    [InlineData("description")]
    [InlineData("tags")]
    public async Task Each_change_moves_the_version_that_is_stored(string field)
    {
        var customer = await Admin.PostAsync("/v1/customers", new { kind = "organization", name = "Acme" });
        var path = $"/v1/customers/{customer.Text("id")}";
        object Patch(string word) => field == "tags" ? new { tags = new[] { word } } : new { description = word };

        var first = await Admin.PatchAsync(path, Patch("once"), ifMatch: "\"1\"");
        var second = await Admin.PatchAsync(path, Patch("twice"), ifMatch: "\"2\"");

        Assert.Equal("\"2\"", first.Text("etag"));
        Assert.Equal("\"3\"", second.Text("etag"));
        Assert.Equal(second.ToJsonString(), (await Admin.GetJsonAsync(path)).ToJsonString());
        await Admin.PatchAsync(path, Patch("late"), HttpStatusCode.PreconditionFailed, ifMatch: "\"1\"");
    }

    [Fact]
    public async Task An_external_id_is_free_again_while_its_customer_is_in_the_trash()
    {
        object Customer(string name) =>
            new
            {
                kind = "organization",
                name,
                externalIds = new[] { new { system = "erp", value = "10045" } },
            };
        var first = await Admin.PostAsync("/v1/customers", Customer("Sonron"));

        await Admin.PostAsync("/v1/customers", Customer("Rangreen"), HttpStatusCode.Conflict);
        await Admin.DeleteAsync($"/v1/customers/{first.Text("id")}", HttpStatusCode.NoContent);
        await Admin.PostAsync("/v1/customers", Customer("Rangreen"));
        using var back = await Admin.SendTextAsync(HttpMethod.Post, $"/v1/customers/{first.Text("id")}/undelete", "{}");

        await back.ExpectProblemAsync(HttpStatusCode.Conflict, "duplicate");
    }
}
