using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Relationships;

/// <summary>Relationships over HTTP.</summary>
public sealed class RelationshipTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task A_contact_shows_the_person_and_the_organisation_when_they_are_expanded()
    {
        var person = await PersonAsync("Ada Lovelace");
        var company = await CompanyAsync("Acme");
        var link = await LinkAsync(person, company, role: "Head of purchasing");

        var read = await Admin.GetJsonAsync($"/v1/relationships/{link.Text("id")}?expand=fromCustomer,toCustomer");

        Assert.Equal("Head of purchasing", read.Text("role"));
        Assert.Equal("Ada Lovelace", read["fromCustomer"]!.Text("name"));
        Assert.Equal("Acme", read["toCustomer"]!.Text("name"));
    }

    [Fact]
    public async Task Relationships_are_found_from_both_ends()
    {
        var person = await PersonAsync("Grace");
        var company = await CompanyAsync("Navy");
        var link = await LinkAsync(person, company);

        foreach (var filter in new[] { $"fromCustomerId = \"{person}\"", $"toCustomerId = \"{company}\"" })
        {
            var found = await Admin.GetJsonAsync($"/v1/relationships?filter={Uri.EscapeDataString(filter)}");
            Assert.Equal(link.Text("id"), Assert.Single(found["items"]!.AsArray())!.Text("id"));
        }
    }

    [Theory]
    [InlineData("contact", "organization", "organization")]
    [InlineData("employee", "person", "person")]
    [InlineData("household", "person", "organization")]
    [InlineData("branch", "person", "organization")]
    public async Task A_type_links_only_what_it_is_for(string type, string fromKind, string toKind)
    {
        var from = await CustomerAsync(fromKind, "From");
        var to = await CustomerAsync(toKind, "To");

        var problem = await LinkAsync(from, to, type, expected: HttpStatusCode.UnprocessableEntity);

        Assert.Equal("relationship-kinds", problem.Text("code"));
        Assert.Equal("/type", problem.BlamedField());
    }

    [Fact]
    public async Task A_customer_has_no_link_to_itself()
    {
        var company = await CompanyAsync("Solipsist");

        var problem = await LinkAsync(company, company, "partner", expected: HttpStatusCode.UnprocessableEntity);

        Assert.Equal("relationship-to-itself", problem.Text("code"));
    }

    [Fact]
    public async Task A_relationship_does_not_end_before_it_begins()
    {
        var problem = await LinkAsync(
            await PersonAsync("Early"),
            await CompanyAsync("Late"),
            since: "2026-02-01",
            until: "2026-01-31",
            expected: HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal("ends-before-it-begins", problem.Text("code"));
        Assert.Equal("/until", problem.BlamedField());
    }

    [Fact]
    public async Task Two_customers_are_linked_once_in_one_way_at_one_time()
    {
        var person = await PersonAsync("Twice");
        var company = await CompanyAsync("Once");
        await LinkAsync(person, company, since: "2020-01-01", until: "2021-12-31");

        var overlap = await LinkAsync(person, company, since: "2021-12-31", expected: HttpStatusCode.Conflict);
        var link = await LinkAsync(person, company, since: "2022-01-01");
        var again = await LinkAsync(person, company, since: "2023-01-01", expected: HttpStatusCode.Conflict);
        await LinkAsync(person, company, "employee");

        Assert.Equal("duplicate", overlap.Text("code"));
        Assert.Equal("duplicate", again.Text("code"));
        await Admin.DeleteAsync($"/v1/relationships/{link.Text("id")}", HttpStatusCode.NoContent);
        await LinkAsync(person, company, since: "2023-01-01");
    }

    [Fact]
    public async Task One_contact_of_an_organisation_is_primary()
    {
        var company = await CompanyAsync("Primary");
        var first = await LinkAsync(await PersonAsync("First"), company, isPrimary: true);

        var problem = await LinkAsync(
            await PersonAsync("Second"),
            company,
            isPrimary: true,
            expected: HttpStatusCode.Conflict
        );

        Assert.Equal("several-primary", problem.Text("code"));
        await Admin.PatchAsync($"/v1/relationships/{first.Text("id")}", new { isPrimary = false });
        await LinkAsync(await PersonAsync("Third"), company, isPrimary: true);
    }

    [Fact]
    public async Task A_customer_that_is_not_there_cannot_be_linked()
    {
        var problem = await LinkAsync(
            "019b76da-a800-7000-8000-000000000001",
            await CompanyAsync("Lonely"),
            expected: HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal("unknown-reference", problem.Text("code"));
        Assert.Equal("/fromCustomerId", problem.BlamedField());
    }

    [Fact]
    public async Task An_upsert_finds_the_link_between_two_customers()
    {
        var person = await PersonAsync("Upsert");
        var company = await CompanyAsync("Upsert Ltd");
        var record = new
        {
            fromCustomerId = person,
            toCustomerId = company,
            type = "contact",
            role = "buyer",
        };
        var request = new { matchOn = new[] { "customers" }, record };

        var first = await Admin.PostAsync("/v1/relationships/upsert", request, HttpStatusCode.OK);
        var second = await Admin.PostAsync("/v1/relationships/upsert", request, HttpStatusCode.OK);

        Assert.Equal("created", first.Text("outcome"));
        Assert.Equal("unchanged", second.Text("outcome"));
    }

    private Task<string> PersonAsync(string name) => CustomerAsync("person", name);

    private Task<string> CompanyAsync(string name) => CustomerAsync("organization", name);

    private async Task<string> CustomerAsync(string kind, string name) =>
        (await Admin.PostAsync("/v1/customers", new { kind, name })).Text("id");

    private Task<JsonObject> LinkAsync(
        string from,
        string to,
        string type = "contact",
        string? role = null,
        string? since = null,
        string? until = null,
        bool isPrimary = false,
        HttpStatusCode expected = HttpStatusCode.Created
    ) =>
        Admin.PostAsync(
            "/v1/relationships",
            new
            {
                fromCustomerId = from,
                toCustomerId = to,
                type,
                role,
                since,
                until,
                isPrimary,
            },
            expected
        );
}
