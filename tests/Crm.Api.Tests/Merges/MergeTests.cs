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
        using var again = await Admin.SendMergeAsync(new { customerIds = new[] { first, third } });

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
        using var refused = await Admin.SendMergeAsync(new { customerIds = new[] { one, two } });

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

        using var settled = await Admin.SendMergeAsync(
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
}
