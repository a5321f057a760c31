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
        var acme = await CustomerAsync(
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
        var copy = await CustomerAsync(
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

        var merged = await MergeAsync(acme, copy);

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
        var first = await PersonAsync("Ada Lovelace");
        var second = await PersonAsync("Ada Lovelace");
        var third = await PersonAsync("A. Lovelace");
        await MergeAsync(second, third);
        await MergeAsync(first, second);

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
        var one = await PersonAsync("Grace Hopper", birthDate: "1906-12-09");
        var two = await PersonAsync("G. Hopper", birthDate: "1906-12-10");

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
        var person = await PersonAsync("Acme");
        var company = await CustomerAsync(new { kind = "organization", name = "Acme" });

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
        var id = await PersonAsync("Nobody Else");

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
    public async Task Who_looked_at_an_older_version_merges_nothing()
    {
        var one = await PersonAsync("Joan Clarke");
        var two = await PersonAsync("Joan Clarke");
        await Admin.PatchAsync($"/v1/customers/{two}", new { description = "since" });

        using var refused = await SendMergeAsync(
            new { customerIds = new[] { one, two }, etags = new Dictionary<string, string> { [two] = "\"1\"" } }
        );

        await refused.ExpectProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
    }

    [Fact]
    public async Task An_unmerge_brings_everything_back_but_what_was_changed_since()
    {
        var one = await PersonAsync("Alan Turing");
        var two = await CustomerAsync(
            new
            {
                kind = "person",
                name = "A. M. Turing",
                source = "web",
                tags = new[] { "maths" },
                externalIds = new[] { new { system = "erp", value = "back-1" } },
            }
        );
        var note = await Admin.PostAsync(
            "/v1/interactions",
            new
            {
                customerId = two,
                channel = "note",
                direction = "internal",
                subject = "Moved on",
            }
        );
        var call = await Admin.PostAsync(
            "/v1/interactions",
            new
            {
                customerId = two,
                channel = "call",
                direction = "in",
                subject = "Stays",
            }
        );
        var other = await PersonAsync("Somebody");
        var merge = (await MergeAsync(one, two)).Text("mergeId");
        await Admin.PatchAsync($"/v1/customers/{one}", new { description = "since", tags = new[] { "maths", "new" } });
        await Admin.PatchAsync($"/v1/interactions/{note.Text("id")}", new { customerId = other });

        var parted = await Admin.PostAsync($"/v1/merges/{merge}/unmerge", new { }, HttpStatusCode.OK);

        Assert.Equal("""["description","tags"]""", parted["keptFields"]!.ToJsonString());
        Assert.Equal(note.Text("id"), (string?)Assert.Single(parted["keptReferences"]!.AsArray())!["records"]![0]);
        var survivor = await Admin.GetJsonAsync($"/v1/customers/{one}");
        Assert.Equal("since", survivor.Text("description"));
        Assert.Equal("""["new"]""", survivor["tags"]!.ToJsonString());
        Assert.Null(survivor["source"]);
        Assert.Null(survivor["externalIds"]);
        var back = await Admin.GetJsonAsync($"/v1/customers/{two}");
        Assert.Null(back["mergedInto"]);
        Assert.Null(back["deleteTime"]);
        Assert.Equal("A. M. Turing", back.Text("name"));
        Assert.Equal("back-1", back["externalIds"]![0]!.Text("value"));
        Assert.Equal(two, (await Admin.GetJsonAsync($"/v1/interactions/{call.Text("id")}")).Text("customerId"));
        using var again = await Admin.SendTextAsync(HttpMethod.Post, $"/v1/merges/{merge}/unmerge", "");
        await again.ExpectProblemAsync(HttpStatusCode.Conflict, "unmerged");
    }

    [Fact]
    public async Task A_survivor_that_was_merged_since_is_parted_first()
    {
        var first = await PersonAsync("Emmy Noether");
        var second = await PersonAsync("Emmy Noether");
        var third = await PersonAsync("E. Noether");
        var inner = (await MergeAsync(second, third)).Text("mergeId");
        var outer = (await MergeAsync(first, second)).Text("mergeId");

        using var refused = await Admin.SendTextAsync(HttpMethod.Post, $"/v1/merges/{inner}/unmerge", "");
        await refused.ExpectProblemAsync(HttpStatusCode.Conflict, "merged");
        await Admin.PostAsync($"/v1/merges/{outer}/unmerge", new { }, HttpStatusCode.OK);
        await Admin.PostAsync($"/v1/merges/{inner}/unmerge", new { }, HttpStatusCode.OK);

        foreach (var id in new[] { first, second, third })
        {
            Assert.Null((await Admin.GetJsonAsync($"/v1/customers/{id}"))["mergedInto"]);
        }
    }

    [Fact]
    public async Task Relationships_that_have_become_the_same_or_lead_to_themselves_are_kept_once_and_come_back()
    {
        var one = await PersonAsync("Mary Jackson");
        var two = await PersonAsync("M. Jackson");
        var employer = await CustomerAsync(new { kind = "organization", name = "NASA" });
        var kept = await LinkAsync(one, employer, "contact");
        var same = await LinkAsync(two, employer, "contact");
        var itself = await LinkAsync(one, two, "household");

        var merge = (await MergeAsync(one, two)).Text("mergeId");

        Assert.Null(await DeleteTimeOfAsync(kept));
        Assert.NotNull(await DeleteTimeOfAsync(same));
        Assert.NotNull(await DeleteTimeOfAsync(itself));
        await Admin.PostAsync($"/v1/merges/{merge}/unmerge", new { }, HttpStatusCode.OK);
        foreach (var (id, from) in new[] { (kept, one), (same, two), (itself, one) })
        {
            var link = await Admin.GetJsonAsync($"/v1/relationships/{id}");
            Assert.Null(link["deleteTime"]);
            Assert.Equal(from, link.Text("fromCustomerId"));
        }
    }

    [Fact]
    public async Task An_organisation_that_would_stand_under_itself_waits_for_a_person()
    {
        var top = await CustomerAsync(new { kind = "organization", name = "Group" });
        var middle = await CustomerAsync(
            new
            {
                kind = "organization",
                name = "Holding",
                parentId = top,
            }
        );
        var bottom = await CustomerAsync(
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
        var one = await PersonAsync("Ann Twin");
        var two = await PersonAsync("Anne Twin");
        await Admin.PostAsync(
            "/v1/dedupe-decisions",
            new
            {
                firstCustomerId = one,
                secondCustomerId = two,
                decision = "different",
            }
        );
        var three = await PersonAsync("A. Twin");

        using var refused = await SendMergeAsync(new { customerIds = new[] { one, two } });
        await refused.ExpectProblemAsync(HttpStatusCode.Conflict, "decided-apart");
        await MergeAsync(three, two);
        using var roundabout = await SendMergeAsync(new { customerIds = new[] { one, three } });

        await roundabout.ExpectProblemAsync(HttpStatusCode.Conflict, "decided-apart");
    }

    [Fact]
    public async Task Of_two_who_merge_the_same_customers_at_once_one_wins()
    {
        for (var round = 0; round < 5; round++)
        {
            var ids = new[] { await PersonAsync("Twice"), await PersonAsync("Twice") };
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

    private Task<JsonObject> MergeAsync(string survivor, string other) =>
        Admin.PostAsync(
            "/v1/customers/merge",
            new { customerIds = new[] { other, survivor }, survivorId = survivor },
            HttpStatusCode.OK
        );

    private async Task<string> CustomerAsync(object form) => (await Admin.PostAsync("/v1/customers", form)).Text("id");

    private Task<string> PersonAsync(string name, string? birthDate = null) =>
        CustomerAsync(
            new JsonObject
            {
                ["kind"] = "person",
                ["name"] = name,
                ["birthDate"] = birthDate,
            }
        );

    private async Task<string> LinkAsync(string from, string to, string type) =>
        (
            await Admin.PostAsync(
                "/v1/relationships",
                new
                {
                    fromCustomerId = from,
                    toCustomerId = to,
                    type,
                }
            )
        ).Text("id");

    private async Task<string?> DeleteTimeOfAsync(string link) =>
        (string?)(await Admin.GetJsonAsync($"/v1/relationships/{link}"))["deleteTime"];
}
