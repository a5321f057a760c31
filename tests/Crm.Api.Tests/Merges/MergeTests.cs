using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Merges;

/// <summary>Several customers become one, and can be parted again.</summary>
public sealed class MergeTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task The_survivor_takes_over_what_the_others_know_and_what_hangs_on_them()
    {
        var acme = await Admin.CustomerAsync(
            new
            {
                kind = "organization",
                name = "Acme",
                lifecycleStage = "lead",
                tags = new[] { "vip" },
                contactPoints = new[]
                {
                    new
                    {
                        channel = "email",
                        value = "Info@acme.example",
                        isPrimary = true,
                    },
                },
            }
        );
        var copy = await Admin.CustomerAsync(
            new
            {
                kind = "organization",
                name = "ACME Inc.",
                lifecycleStage = "customer",
                source = "fair",
                tags = new[] { "press", "vip" },
                externalIds = new[] { new { system = "erp", value = "over-1" } },
                contactPoints = new[]
                {
                    new
                    {
                        channel = "email",
                        value = "info@acme.example",
                        isPrimary = true,
                    },
                    new
                    {
                        channel = "email",
                        value = "sales@acme.example",
                        isPrimary = false,
                    },
                },
            }
        );
        var deal = await Admin.PostAsync(
            "/v1/opportunities",
            new
            {
                name = "Anvils",
                customerId = copy,
                stage = "prospecting",
            }
        );

        var merged = await Admin.MergeAsync(acme, copy);

        var survivor = await Admin.GetJsonAsync($"/v1/customers/{acme}");
        Assert.Equal("Acme", survivor.Text("name"));
        Assert.Equal("customer", survivor.Text("lifecycleStage"));
        Assert.Equal("fair", survivor.Text("source"));
        Assert.Equal("""["press","vip"]""", survivor["tags"]!.ToJsonString());
        Assert.Equal(
            "Info@acme.example true, sales@acme.example false",
            string.Join(
                ", ",
                survivor["contactPoints"]!.AsArray().Select(one => $"{one!.Text("value")} {one!["isPrimary"]}")
            )
        );
        Assert.Equal(acme, (await Admin.GetJsonAsync($"/v1/opportunities/{deal.Text("id")}")).Text("customerId"));
        var found = await Admin.GetJsonAsync("/v1/customers/lookup?externalId=erp:over-1");
        Assert.Equal(acme, Assert.Single(found["items"]!.AsArray())!.Text("id"));
        Assert.Equal("opportunity customerId 0 1", ReferencesOf(merged));
        Assert.Equal(copy, Origin(merged, "source"));
        Assert.Equal(acme, Origin(merged, "name"));
    }

    [Fact]
    public async Task The_id_of_a_merged_customer_leads_to_the_survivor_and_nothing_is_written_to_it()
    {
        var first = await Admin.PersonAsync("Ada Lovelace");
        var second = await Admin.PersonAsync("Ada Lovelace");
        var third = await Admin.PersonAsync("A. Lovelace");
        await Admin.MergeAsync(second, third);
        await Admin.MergeAsync(first, second);

        using var asked = await GetWithoutFollowingAsync($"/v1/customers/{third}");
        using var patched = await Admin.SendTextAsync(HttpMethod.Patch, $"/v1/customers/{third}", """{"source":"x"}""");
        using var undeleted = await Admin.SendTextAsync(HttpMethod.Post, $"/v1/customers/{third}/undelete", "");
        using var again = await SendMergeAsync(new { customerIds = new[] { first, third } });

        Assert.Equal($"/v1/customers/{first}", asked.Headers.Location!.OriginalString);
        var old = await asked.ExpectAsync(HttpStatusCode.MovedPermanently);
        Assert.Equal(third, old.Text("id"));
        Assert.Equal(second, old.Text("mergedInto"));
        Assert.Equal(second, (await patched.ExpectProblemAsync(HttpStatusCode.Conflict, "merged")).Text("mergedInto"));
        await undeleted.ExpectProblemAsync(HttpStatusCode.Conflict, "merged");
        var refused = await again.ExpectProblemAsync(HttpStatusCode.Conflict, "merged");
        Assert.Equal("/customerIds/1", refused.BlamedField());
        var kinds = await Admin.GetJsonAsync($"/v1/events?recordId={third}");
        Assert.Contains("customer.merged", kinds.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_shows_what_would_come_of_it_and_changes_nothing()
    {
        var one = await Admin.PersonAsync("Grace Hopper", birthDate: "1906-12-09");
        var two = await Admin.PersonAsync("G. Hopper", birthDate: "1906-12-10");

        var shown = await Admin.PostAsync(
            "/v1/customers/merge?validateOnly=true",
            new { customerIds = new[] { one, two } },
            HttpStatusCode.OK
        );
        using var refused = await SendMergeAsync(new { customerIds = new[] { one, two } });

        Assert.Equal("/birthDate", Assert.Single(shown["conflicts"]!.AsArray())!.Text("field"));
        Assert.Equal("Grace Hopper", shown["record"]!.Text("name"));
        await refused.ExpectProblemAsync(HttpStatusCode.Conflict, "values-differ");
        Assert.Equal("\"1\"", (await Admin.GetJsonAsync($"/v1/customers/{one}")).Text("etag"));
        Assert.Null((await Admin.GetJsonAsync($"/v1/customers/{two}"))["mergedInto"]);

        var settling = await Admin.PostAsync(
            "/v1/customers/merge?validateOnly=true",
            new { customerIds = new[] { one, two }, values = new { birthDate = "1906-12-09" } },
            HttpStatusCode.OK
        );
        Assert.Null(settling["mergeId"]);
        Assert.All(settling["members"]!.AsArray(), member => Assert.Equal("\"1\"", member!.Text("etag")));

        using var settled = await SendMergeAsync(
            new
            {
                customerIds = new[] { one, two },
                survivorId = two,
                strategies = new { name = "longest" },
                values = new { birthDate = "1906-12-09", description = "Amazing" },
            }
        );
        await settled.ExpectAsync(HttpStatusCode.OK);
        var survivor = await Admin.GetJsonAsync($"/v1/customers/{two}");
        Assert.Equal("Grace Hopper", survivor.Text("name"));
        Assert.Equal("1906-12-09", survivor.Text("birthDate"));
        Assert.Equal("Amazing", survivor.Text("description"));
    }

    [Fact]
    public async Task A_person_and_an_organisation_are_never_one()
    {
        var person = await Admin.PersonAsync("Acme");
        var company = await Admin.CustomerAsync(new { kind = "organization", name = "Acme" });

        using var refused = await SendMergeAsync(new { customerIds = new[] { person, company } });

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

        using var refused = await writer.SendTextAsync(
            HttpMethod.Post,
            "/v1/customers/merge",
            System.Text.Json.JsonSerializer.Serialize(new { customerIds = ids })
        );

        await refused.ExpectProblemAsync(HttpStatusCode.Forbidden, "scope-missing");
    }

    [Fact]
    public async Task Who_looked_at_an_older_version_merges_nothing()
    {
        var one = await Admin.PersonAsync("Joan Clarke");
        var two = await Admin.PersonAsync("Joan Clarke");
        await Admin.PatchAsync($"/v1/customers/{two}", new { description = "since" });

        using var refused = await SendMergeAsync(
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

        using var refused = await SendMergeAsync(new { customerIds = new[] { top, bottom }, survivorId = bottom });
        await refused.ExpectProblemAsync(HttpStatusCode.Conflict, "reference-cycle");
        using var settled = await SendMergeAsync(
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

        using var refused = await SendMergeAsync(new { customerIds = new[] { one, two } });
        await refused.ExpectProblemAsync(HttpStatusCode.Conflict, "decided-apart");
        await Admin.MergeAsync(three, two);
        using var roundabout = await SendMergeAsync(new { customerIds = new[] { one, three } });

        await roundabout.ExpectProblemAsync(HttpStatusCode.Conflict, "decided-apart");
    }

    [Fact]
    public async Task Of_two_who_merge_the_same_customers_at_once_one_wins()
    {
        for (var round = 0; round < 5; round++)
        {
            var ids = new[] { await Admin.PersonAsync("Twice"), await Admin.PersonAsync("Twice") };
            var answers = await Task.WhenAll(
                SendMergeAsync(new { customerIds = ids, survivorId = ids[0] }),
                SendMergeAsync(new { customerIds = ids, survivorId = ids[1] })
            );

            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Conflict);
            Array.ForEach(answers, answer => answer.Dispose());
        }
    }

    private static string ReferencesOf(JsonObject preview) =>
        string.Join(
            ", ",
            preview["references"]!
                .AsArray()
                .Select(one => $"{one!.Text("kind")} {one!.Text("field")} {one!["before"]} {one!["after"]}")
        );

    private static string Origin(JsonObject preview, string field) =>
        (string)preview["origins"]!.AsArray().First(one => one!.Text("field") == field)!["customerIds"]![0]!;

    private async Task<HttpResponseMessage> GetWithoutFollowingAsync(string path)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = Admin.BaseAddress };
        client.DefaultRequestHeaders.Authorization = Admin.DefaultRequestHeaders.Authorization;
        return await client.GetAsync(new Uri(path, UriKind.Relative));
    }

    private Task<HttpResponseMessage> SendMergeAsync(object request) =>
        Admin.SendTextAsync(HttpMethod.Post, "/v1/customers/merge", System.Text.Json.JsonSerializer.Serialize(request));
}
