using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Merges;

/// <summary>What is not merged, and what the answer blames.</summary>
public sealed class MergeRefusalTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task A_person_and_an_organisation_are_never_one()
    {
        var person = await Admin.PersonAsync("Acme");
        var company = await Admin.CustomerAsync(new { kind = "organization", name = "Acme" });

        using var refused = await Admin.SendMergeAsync(new { customerIds = new[] { person, company } });

        await refused.ExpectProblemAsync(HttpStatusCode.Conflict, "kinds-differ");
    }

    [Theory]
    [InlineData("""{"customerIds":["ID"]}""", "/customerIds")]
    [InlineData("""{"customerIds":["ID","ID"]}""", "/customerIds")]
    [InlineData("""{"customerIds":["ID","00000000-0000-7000-8000-000000000001"]}""", "/customerIds/1")]
    [InlineData(
        """{"customerIds":["ID","00000000-0000-7000-8000-000000000001"],"survivorId":"00000000-0000-7000-8000-000000000002"}""",
        "/survivorId"
    )]
    [InlineData(
        """{"customerIds":["ID","00000000-0000-7000-8000-000000000001"],"strategies":{"shoeSize":"newest"}}""",
        "/strategies/shoeSize"
    )]
    [InlineData(
        """{"customerIds":["ID","00000000-0000-7000-8000-000000000001"],"strategies":{"name":"keepAll"}}""",
        "/strategies/name"
    )]
    [InlineData(
        """{"customerIds":["ID","00000000-0000-7000-8000-000000000001"],"values":{"shoeSize":42}}""",
        "/values/shoeSize"
    )]
    public async Task What_cannot_be_meant_is_refused_with_the_field_to_blame(string body, string field)
    {
        var id = await Admin.PersonAsync("Nobody Else");

        using var answer = await Admin.SendTextAsync(
            HttpMethod.Post,
            "/v1/customers/merge",
            body.Replace("ID", id, StringComparison.Ordinal)
        );

        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(field, problem.BlamedField());
    }

    [Fact]
    public async Task Who_may_not_delete_may_not_merge()
    {
        using var writer = await fixture.Server.WithScopesAsync("customers:read", "customers:write");
        var ids = new[] { await Admin.PersonAsync("Hedy Lamarr"), await Admin.PersonAsync("H. Lamarr") };

        using var refused = await writer.SendMergeAsync(new { customerIds = ids });

        await refused.ExpectProblemAsync(HttpStatusCode.Forbidden, "scope-missing");
    }

    [Fact]
    public async Task Who_looked_at_an_older_version_merges_nothing()
    {
        var one = await Admin.PersonAsync("Joan Clarke");
        var two = await Admin.PersonAsync("Joan Clarke");
        await Admin.PatchAsync($"/v1/customers/{two}", new { description = "since" });

        using var refused = await Admin.SendMergeAsync(
            new { customerIds = new[] { one, two }, etags = new Dictionary<string, string> { [two] = "\"1\"" } }
        );

        await refused.ExpectProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
    }

    [Fact]
    public async Task An_organisation_that_would_stand_under_itself_waits_for_a_person()
    {
        var top = await Admin.CustomerAsync(new { kind = "organization", name = "Group" });
        var middle = await Admin.CustomerAsync(
            new
            {
                kind = "organization",
                name = "Holding",
                parentId = top,
            }
        );
        var bottom = await Admin.CustomerAsync(
            new
            {
                kind = "organization",
                name = "Group Ltd",
                parentId = middle,
            }
        );

        using var refused = await Admin.SendMergeAsync(
            new { customerIds = new[] { top, bottom }, survivorId = bottom }
        );
        await refused.ExpectProblemAsync(HttpStatusCode.Conflict, "reference-cycle");
        using var settled = await Admin.SendMergeAsync(
            new
            {
                customerIds = new[] { top, bottom },
                survivorId = bottom,
                values = new { parentId = (string?)null },
            }
        );

        await settled.ExpectAsync(HttpStatusCode.OK);
        Assert.Equal(bottom, (await Admin.GetJsonAsync($"/v1/customers/{middle}")).Text("parentId"));
    }

    [Fact]
    public async Task Whom_somebody_has_said_to_be_two_are_not_merged_nor_those_merged_into_them()
    {
        var one = await Admin.PersonAsync("Ann Twin");
        var two = await Admin.PersonAsync("Anne Twin");
        await Admin.PostAsync(
            "/v1/dedupe-decisions",
            new
            {
                firstCustomerId = one,
                secondCustomerId = two,
                decision = "different",
            }
        );
        var three = await Admin.PersonAsync("A. Twin");

        using var refused = await Admin.SendMergeAsync(new { customerIds = new[] { one, two } });
        await refused.ExpectProblemAsync(HttpStatusCode.Conflict, "decided-apart");
        await Admin.MergeAsync(three, two);
        using var roundabout = await Admin.SendMergeAsync(new { customerIds = new[] { one, three } });

        await roundabout.ExpectProblemAsync(HttpStatusCode.Conflict, "decided-apart");
    }

    [Fact]
    public async Task Of_two_who_merge_the_same_customers_at_once_one_wins()
    {
        for (var round = 0; round < 5; round++)
        {
            var ids = new[] { await Admin.PersonAsync("Twice"), await Admin.PersonAsync("Twice") };
            var answers = await Task.WhenAll(
                Admin.SendMergeAsync(new { customerIds = ids, survivorId = ids[0] }),
                Admin.SendMergeAsync(new { customerIds = ids, survivorId = ids[1] })
            );

            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Conflict);
            Array.ForEach(answers, answer => answer.Dispose());
        }
    }
}
