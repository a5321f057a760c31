using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.DedupeDecisions;

/// <summary>What people say of two customers, over HTTP.</summary>
public sealed class DedupeDecisionTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private const string Path = "/v1/dedupe-decisions";

    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task A_pair_is_the_same_in_whichever_order_it_is_named()
    {
        var (older, newer) = (await PersonAsync(), await PersonAsync());

        var decision = await DecideAsync(newer, older, "different", note: "asked them");
        var again = await DecideAsync(older, newer, "different", expected: HttpStatusCode.Conflict);

        Assert.Equal((older, newer), (decision.Text("firstCustomerId"), decision.Text("secondCustomerId")));
        Assert.Equal("asked them", decision.Text("note"));
        Assert.Equal("already-decided", again.Text("code"));
        Assert.Equal(decision.Text("id"), again["decision"]!.Text("id"));
    }

    [Fact]
    public async Task Somebodys_word_is_overruled_only_by_who_knows_it()
    {
        var decision = await DecideAsync(await PersonAsync(), await PersonAsync(), "different");
        var path = $"{Path}/{decision.Text("id")}";

        await Admin.PatchAsync(path, new { decision = "same" }, HttpStatusCode.PreconditionRequired);
        var changed = await Admin.PatchAsync(path, new { decision = "same" }, ifMatch: decision.Text("etag"));
        await Admin.PatchAsync(
            path,
            new { decision = "different" },
            HttpStatusCode.PreconditionFailed,
            decision.Text("etag")
        );

        Assert.Equal("same", changed.Text("decision"));
    }

    [Fact]
    public async Task A_decision_stays_with_its_pair()
    {
        var (one, other) = (await PersonAsync(), await PersonAsync());
        var decision = await DecideAsync(one, other, "same");
        var path = $"{Path}/{decision.Text("id")}";

        var turned = new { firstCustomerId = other, secondCustomerId = one };
        await Admin.PatchAsync(path, turned, ifMatch: decision.Text("etag"));
        var moved = await Admin.PatchAsync(
            path,
            new { firstCustomerId = await PersonAsync() },
            HttpStatusCode.UnprocessableEntity,
            decision.Text("etag")
        );

        Assert.Equal("pair-fixed", moved.Text("code"));
    }

    [Fact]
    public async Task Two_who_are_related_get_the_relationship()
    {
        var (one, other) = (await PersonAsync(), await PersonAsync());

        var decision = await DecideAsync(other, one, "related", "household", role: "sister");

        var link = await Admin.GetJsonAsync($"/v1/relationships/{decision.Text("relationshipId")}");
        Assert.Equal(("household", "sister"), (link.Text("type"), link.Text("role")));
        Assert.Equal((other, one), (link.Text("fromCustomerId"), link.Text("toCustomerId")));
        Assert.Equal(other, decision.Text("relationshipFromId"));
    }

    [Fact]
    public async Task The_branch_can_be_named_second()
    {
        var (company, branch) = (await CompanyAsync(), await CompanyAsync());

        var decision = await DecideAsync(company, branch, "related", "branch", from: branch);

        var link = await Admin.GetJsonAsync($"/v1/relationships/{decision.Text("relationshipId")}");
        Assert.Equal((branch, company), (link.Text("fromCustomerId"), link.Text("toCustomerId")));
    }

    [Fact]
    public async Task A_relationship_that_the_two_have_already_is_left_as_it_is()
    {
        var (one, other) = (await PersonAsync(), await PersonAsync());
        var present = await Admin.PostAsync(
            "/v1/relationships",
            new
            {
                fromCustomerId = one,
                toCustomerId = other,
                type = "household",
                role = "father",
            }
        );

        var decision = await DecideAsync(other, one, "related", "household");
        await ChangeAsync(decision, new { decision = "same" });

        Assert.Null(decision["relationshipId"]);
        var read = await Admin.GetJsonAsync($"/v1/relationships/{present.Text("id")}");
        Assert.Equal(present.ToJsonString(), read.ToJsonString());
    }

    [Fact]
    public async Task The_relationship_goes_with_the_word_that_made_it()
    {
        var decision = await DecideAsync(await PersonAsync(), await PersonAsync(), "related", "household");
        var link = $"/v1/relationships/{decision.Text("relationshipId")}";

        var same = await ChangeAsync(decision, new { decision = "same" });

        Assert.NotNull((await Admin.GetJsonAsync(link))["deleteTime"]);
        Assert.Null(same["relationshipType"]);
        Assert.Null(same["relationshipId"]);
        Assert.Equal("\"2\"", same.Text("etag"));
    }

    [Fact]
    public async Task Related_otherwise_makes_another_relationship_and_another_role_the_same_one()
    {
        var decision = await DecideAsync(await PersonAsync(), await PersonAsync(), "related", "household");
        var first = decision.Text("relationshipId");

        var renamed = await ChangeAsync(decision, new { role = "twin" });
        var turned = await ChangeAsync(renamed, new { relationshipFromId = renamed.Text("secondCustomerId") });
        var colleagues = await ChangeAsync(turned, new { relationshipType = "colleague" });

        Assert.Equal(first, renamed.Text("relationshipId"));
        Assert.NotEqual(first, turned.Text("relationshipId"));
        var link = await Admin.GetJsonAsync($"/v1/relationships/{colleagues.Text("relationshipId")}");
        Assert.Equal(("colleague", "twin"), (link.Text("type"), link.Text("role")));
        Assert.NotNull((await Admin.GetJsonAsync($"/v1/relationships/{first}"))["deleteTime"]);
    }

    [Theory]
    [InlineData("related", null, "relationship-type-missing", "/relationshipType")]
    [InlineData("same", "household", "related-only", "/decision")]
    [InlineData("related", "branch", "relationship-kinds", "/relationshipType")]
    public async Task A_relationship_fits_the_decision(string decision, string? type, string code, string pointer)
    {
        var problem = await DecideAsync(
            await PersonAsync(),
            await PersonAsync(),
            decision,
            type,
            expected: HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal((code, pointer), (problem.Text("code"), problem.BlamedField()));
    }

    [Fact]
    public async Task A_person_and_an_organisation_are_never_one()
    {
        var problem = await DecideAsync(
            await PersonAsync(),
            await CompanyAsync(),
            "same",
            expected: HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal(("decision-kinds", "/decision"), (problem.Text("code"), problem.BlamedField()));
    }

    [Fact]
    public async Task A_pair_is_two_customers_that_are_there()
    {
        var person = await PersonAsync();
        const string nobody = "019b76da-a800-7000-8000-000000000001";

        var first = await DecideAsync(nobody, person, "same", expected: HttpStatusCode.UnprocessableEntity);
        var second = await DecideAsync(person, nobody, "same", expected: HttpStatusCode.UnprocessableEntity);
        var self = await DecideAsync(person, person, "same", expected: HttpStatusCode.UnprocessableEntity);
        var outsider = await DecideAsync(
            person,
            await PersonAsync(),
            "related",
            "household",
            from: await PersonAsync(),
            expected: HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal(("unknown-reference", "/firstCustomerId"), (first.Text("code"), first.BlamedField()));
        Assert.Equal(("unknown-reference", "/secondCustomerId"), (second.Text("code"), second.BlamedField()));
        Assert.Equal("pair-of-one", self.Text("code"));
        Assert.Equal("not-of-the-pair", outsider.Text("code"));
    }

    [Fact]
    public async Task A_decision_taken_back_leaves_room_for_another()
    {
        var (one, other) = (await PersonAsync(), await PersonAsync());
        var decision = await DecideAsync(one, other, "same");
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"{Path}/{decision.Text("id")}");
        request.Headers.TryAddWithoutValidation("If-Match", decision.Text("etag"));
        using var deleted = await Admin.SendAsync(request);

        var next = await DecideAsync(one, other, "different");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        var found = await Admin.GetJsonAsync(
            $"{Path}?expand=firstCustomer&filter={Uri.EscapeDataString($"firstCustomerId = \"{one}\"")}"
        );
        var only = Assert.Single(found["items"]!.AsArray())!;
        Assert.Equal(next.Text("id"), only.Text("id"));
        Assert.Equal(one, only["firstCustomer"]!.Text("id"));
    }

    private Task<JsonObject> ChangeAsync(JsonObject decision, object patch) =>
        Admin.PatchAsync($"{Path}/{decision.Text("id")}", patch, ifMatch: decision.Text("etag"));

    private Task<JsonObject> DecideAsync(
        string one,
        string other,
        string decision,
        string? type = null,
        string? from = null,
        string? role = null,
        string? note = null,
        HttpStatusCode expected = HttpStatusCode.Created
    ) =>
        Admin.PostAsync(
            Path,
            new
            {
                firstCustomerId = one,
                secondCustomerId = other,
                decision,
                relationshipType = type,
                relationshipFromId = from,
                role,
                note,
            },
            expected
        );

    private async Task<string> PersonAsync() =>
        (await Admin.PostAsync("/v1/customers", new { kind = "person", name = "Ada Lovelace" })).Text("id");

    private async Task<string> CompanyAsync() =>
        (await Admin.PostAsync("/v1/customers", new { kind = "organization", name = "Acme" })).Text("id");
}
