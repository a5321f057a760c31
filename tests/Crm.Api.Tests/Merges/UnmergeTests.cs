using System.Net;
using Crm.TestKit;

namespace Crm.Api.Tests.Merges;

/// <summary>Customers that were merged are parted again.</summary>
public sealed class UnmergeTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task An_unmerge_brings_everything_back_but_what_was_changed_since()
    {
        var one = await Admin.PersonAsync("Alan Turing");
        var two = await Admin.CustomerAsync(
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
        var other = await Admin.PersonAsync("Somebody");
        var merge = (await Admin.MergeAsync(one, two)).Text("mergeId");
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
        var first = await Admin.PersonAsync("Emmy Noether");
        var second = await Admin.PersonAsync("Emmy Noether");
        var third = await Admin.PersonAsync("E. Noether");
        var inner = (await Admin.MergeAsync(second, third)).Text("mergeId");
        var outer = (await Admin.MergeAsync(first, second)).Text("mergeId");

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
        var one = await Admin.PersonAsync("Mary Jackson");
        var two = await Admin.PersonAsync("M. Jackson");
        var employer = await Admin.CustomerAsync(new { kind = "organization", name = "NASA" });
        var kept = await LinkAsync(one, employer, "contact");
        var same = await LinkAsync(two, employer, "contact");
        var itself = await LinkAsync(one, two, "household");

        var merge = (await Admin.MergeAsync(one, two)).Text("mergeId");

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

    private async Task<string?> DeleteTimeOfAsync(string link) =>
        (string?)(await Admin.GetJsonAsync($"/v1/relationships/{link}"))["deleteTime"];

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
}
