using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Customers;

/// <summary>Looking customers up by what they are known by.</summary>
public sealed class LookupCustomersTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Theory]
    [InlineData("phone=%2B49 30 123456")]
    [InlineData("phone=030/123456&country=DE")]
    [InlineData("phone=0171 1234567&country=DE")]
    [InlineData("email=INFO@Acme.example")]
    [InlineData("domain=https://www.acme.example/shop")]
    [InlineData("externalId=erp:10045")]
    public async Task A_customer_is_found_by_any_of_its_contact_points_and_ids(string query)
    {
        await MakeAcmeAsync();

        var found = await Admin.GetJsonAsync($"/v1/customers/lookup?{query}");

        Assert.Contains("Acme", Names(found));
    }

    [Fact]
    public async Task A_customer_is_found_by_its_number()
    {
        var customer = await Admin.PostAsync("/v1/customers", new { kind = "organization", name = "Numbered" });

        var found = await Admin.GetJsonAsync($"/v1/customers/lookup?number={customer.Text("number")}&fields=name");

        Assert.Equal("""[{"name":"Numbered"}]""", found["items"]!.ToJsonString());
    }

    [Fact]
    public async Task All_who_share_a_phone_are_found_but_not_those_in_the_trash()
    {
        foreach (var name in new[] { "Mother", "Father" })
        {
            await MakeAsync(name, "phone", "+1 212 555 0100");
        }

        var gone = await MakeAsync("Uncle", "phone", "+1 212 555 0100");
        await Admin.DeleteAsync($"/v1/customers/{gone.Text("id")}", HttpStatusCode.NoContent);

        var found = await Admin.GetJsonAsync("/v1/customers/lookup?phone=%2B12125550100");

        Assert.Equal(["Mother", "Father"], Names(found));
    }

    [Fact]
    public async Task A_chat_name_that_looks_like_an_address_is_not_an_address()
    {
        await MakeAsync("Chatter", "chat", "chatter@example.com");

        var found = await Admin.GetJsonAsync("/v1/customers/lookup?email=chatter@example.com");

        Assert.Empty(Names(found));
    }

    [Theory]
    [InlineData("", "phone", "lookup-ways")]
    [InlineData("phone=1&email=a@example.com", "email", "lookup-ways")]
    [InlineData("email=a@example.com&country=DE", "country", "lookup-ways")]
    [InlineData("phone=030 123456", "phone", "lookup-unreadable")]
    [InlineData("email=nobody", "email", "lookup-unreadable")]
    public async Task A_question_that_cannot_be_answered_is_refused(string query, string parameter, string code)
    {
        var problem = await Admin.GetJsonAsync($"/v1/customers/lookup?{query}", HttpStatusCode.BadRequest);

        Assert.Equal(code, problem.Text("code"));
        Assert.Equal(parameter, problem.BlamedField());
    }

    private Task<JsonObject> MakeAsync(string name, string channel, string value) =>
        Admin.PostAsync(
            "/v1/customers",
            new
            {
                kind = "person",
                name,
                contactPoints = new[] { new { channel, value } },
            }
        );

    /// <summary>Made once for all cases; the external id lets it be made again without doubling it.</summary>
    private Task<JsonObject> MakeAcmeAsync() =>
        Admin.PostAsync(
            "/v1/customers/upsert",
            new
            {
                matchOn = new[] { "externalId" },
                record = new
                {
                    kind = "organization",
                    name = "Acme",
                    addresses = new[] { new { country = "DE" } },
                    contactPoints = new[]
                    {
                        new { channel = "phone", value = "030 123456" },
                        new { channel = "mobile", value = "0171 1234567" },
                        new { channel = "email", value = "info@acme.example" },
                        new { channel = "web", value = "http://acme.example" },
                    },
                    externalIds = new[] { new { system = "erp", value = "10045" } },
                },
            },
            HttpStatusCode.OK
        );

    private static IEnumerable<string> Names(JsonObject page) =>
        page["items"]!.AsArray().Select(item => item!.Text("name"));
}
