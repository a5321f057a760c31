using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Duplicates;

/// <summary>Whom a stored customer may be, as customers, decisions and merges come and go.</summary>
public sealed class ListCustomerDuplicatesTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private readonly Somebody _somebody = new();

    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task A_customer_entered_twice_is_found_from_both_sides_with_reasons()
    {
        var first = await AddAsync(_somebody.Form());
        var second = await AddAsync(_somebody.Misspelt());
        await AddAsync(Somebody.Stranger());

        var found = Assert.Single(await DuplicatesAsync(first));
        var back = Assert.Single(await DuplicatesAsync(second));

        Assert.Equal(second, found.Text("id"));
        Assert.Equal(first, back.Text("id"));
        Assert.Equal($"Margarethe {_somebody.FamilyName}", found.Text("name"));
        Assert.StartsWith("CU-", found.Text("number"), StringComparison.Ordinal);
        Assert.InRange((double)found["score"]!, 0.95, 1);
        var phone = found["reasons"]!.AsArray().Single(reason => reason!.Text("comparison") == "phone")!;
        Assert.Equal("exact", phone.Text("level"));
        Assert.True((double)phone["weight"]! > 2);
        Assert.Null(found["decided"]);
    }

    [Fact]
    public async Task A_household_is_not_a_duplicate()
    {
        var one = await AddAsync(_somebody.Form());
        await AddAsync(_somebody.Spouse());

        Assert.Empty(await DuplicatesAsync(one, "?duplicateThreshold=0.9"));
    }

    [Fact]
    public async Task What_was_decided_holds()
    {
        var one = await AddAsync(_somebody.Form());
        var other = await AddAsync(_somebody.Misspelt());
        var spouse = await AddAsync(_somebody.Spouse());

        await DecideAsync(one, other, "different");
        await DecideAsync(one, spouse, "same");

        var found = Assert.Single(await DuplicatesAsync(one, "?duplicateThreshold=1"));
        Assert.Equal(spouse, found.Text("id"));
        Assert.True((bool)found["decided"]!);
    }

    [Fact]
    public async Task What_was_decided_of_a_merged_customer_holds_for_its_survivor()
    {
        var one = await AddAsync(_somebody.Form());
        var other = await AddAsync(_somebody.Misspelt());
        var merged = await AddAsync(Somebody.Stranger());
        await DecideAsync(one, merged, "different");
        await Admin.PostAsync(
            "/v1/customers/merge",
            new { customerIds = new[] { other, merged }, survivorId = other },
            HttpStatusCode.OK
        );

        Assert.Empty(await DuplicatesAsync(one));
        Assert.Empty(await DuplicatesAsync(other));
    }

    [Fact]
    public async Task A_customer_in_the_trash_is_none_until_it_comes_back()
    {
        var one = await AddAsync(_somebody.Form());
        var other = await AddAsync(_somebody.Misspelt());

        await Admin.DeleteAsync($"/v1/customers/{other}", HttpStatusCode.NoContent);
        var without = await DuplicatesAsync(one);
        await Admin.PostAsync($"/v1/customers/{other}/undelete", new { }, HttpStatusCode.OK);

        Assert.Empty(without);
        Assert.Equal(other, Assert.Single(await DuplicatesAsync(one)).Text("id"));
    }

    [Fact]
    public async Task A_customer_is_found_as_it_is_now()
    {
        var one = await AddAsync(_somebody.Form());
        var other = await AddAsync(Somebody.Stranger());
        var before = await DuplicatesAsync(one);

        var misspelt = _somebody.Misspelt();
        misspelt["name"] = null;
        await Admin.PatchAsync($"/v1/customers/{other}", misspelt);
        var after = await DuplicatesAsync(one);
        var stranger = Somebody.Stranger();
        stranger["name"] = null;
        await Admin.PatchAsync($"/v1/customers/{other}", stranger);

        Assert.Empty(before);
        Assert.Equal(other, Assert.Single(after).Text("id"));
        Assert.Empty(await DuplicatesAsync(one));
    }

    [Fact]
    public async Task Customers_of_an_import_are_found_too()
    {
        await Admin.AddDoublesAsync("duplicates-test");
        var firm = await Admin.GetJsonAsync(
            "/v1/customers?filter=name%20%3D%20%22Nordlicht%20Maschinenbau%20GmbH%22%20AND%20source%20%3D%20%22duplicates-test%22"
        );

        var found = await DuplicatesAsync(firm["items"]![0]!.Text("id"));

        Assert.Equal("Nordlicht Maschinenbau", Assert.Single(found).Text("name"));
    }

    [Fact]
    public async Task Nobody_is_found_without_the_right_to_read_customers()
    {
        var one = await AddAsync(_somebody.Form());
        using var writer = await fixture.Server.WithScopesAsync("customers:write");

        await writer.GetJsonAsync($"/v1/customers/{one}/duplicates", HttpStatusCode.Forbidden);
        await writer.PostAsync("/v1/customers/match", _somebody.Form(), HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1.01")]
    [InlineData("high")]
    public async Task A_threshold_is_a_probability(string threshold)
    {
        var one = await AddAsync(_somebody.Form());

        var problem = await Admin.GetJsonAsync(
            $"/v1/customers/{one}/duplicates?duplicateThreshold={threshold}",
            HttpStatusCode.BadRequest
        );

        Assert.Equal("duplicateThreshold", problem.BlamedField());
    }

    private Task<string> AddAsync(JsonObject form) => Somebody.AddAsync(Admin, form);

    private async Task<IReadOnlyList<JsonNode>> DuplicatesAsync(string id, string query = "") =>
        [
            .. (await Admin.GetJsonAsync($"/v1/customers/{id}/duplicates{query}"))["items"]!
                .AsArray()
                .Select(match => match!),
        ];

    private Task<JsonObject> DecideAsync(string firstCustomerId, string secondCustomerId, string decision) =>
        Admin.PostAsync(
            "/v1/dedupe-decisions",
            new
            {
                firstCustomerId,
                secondCustomerId,
                decision,
            }
        );
}
