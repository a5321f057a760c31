using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Customers;

/// <summary>The timeline of a customer over HTTP.</summary>
public sealed class GetCustomerTimelineTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task The_timeline_has_what_happened_with_the_customer_and_what_hangs_on_it()
    {
        var (company, number) = await CompanyWithHistoryAsync();

        var byId = await Admin.GetJsonAsync($"/v1/customers/{company}/timeline");
        var byNumber = await Admin.GetJsonAsync($"/v1/customers/{number}/timeline");

        Assert.Equal(
            ["attachment.created", "relationship.created", "customer.updated", "customer.created"],
            Types(byId)
        );
        Assert.Equal(byId.ToJsonString(), byNumber.ToJsonString());
    }

    [Fact]
    public async Task The_timeline_comes_in_pages()
    {
        var (company, _) = await CompanyWithHistoryAsync();

        var seen = new List<string>();
        string? token = null;
        do
        {
            var query = token is null ? "" : $"&pageToken={token}";
            var page = await Admin.GetJsonAsync($"/v1/customers/{company}/timeline?pageSize=1{query}");
            seen.AddRange(Types(page));
            token = (string?)page["nextPageToken"];
        } while (token is not null);

        Assert.Equal(["attachment.created", "relationship.created", "customer.updated", "customer.created"], seen);
    }

    [Fact]
    public async Task The_timeline_is_filtered_by_type()
    {
        var (company, _) = await CompanyWithHistoryAsync();

        var found = await Admin.GetJsonAsync($"/v1/customers/{company}/timeline?filter=type = \"customer.*\"");

        Assert.Equal(["customer.updated", "customer.created"], Types(found));
    }

    [Fact]
    public async Task A_contact_stands_at_the_moment_it_took_place()
    {
        var (company, _) = await CompanyWithHistoryAsync();
        await Admin.PostAsync(
            "/v1/interactions",
            new
            {
                customerId = company,
                channel = "call",
                direction = "in",
                subject = "First talk",
                occurredAt = "2020-01-31T09:00:00Z",
            }
        );

        var oldest = (await Admin.GetJsonAsync($"/v1/customers/{company}/timeline"))["items"]!.AsArray()[^1]!;

        Assert.Equal("interaction", oldest.Text("type"));
        Assert.Equal("First talk", oldest.Text("subject"));
    }

    [Fact]
    public async Task Nobody_has_no_timeline() =>
        await Admin.GetJsonAsync(
            "/v1/customers/019b76da-a800-7000-8000-000000000001/timeline",
            HttpStatusCode.NotFound
        );

    private static IEnumerable<string> Types(JsonObject page) =>
        page["items"]!.AsArray().Select(item => item!.Text("type"));

    private async Task<(string Id, string Number)> CompanyWithHistoryAsync()
    {
        var company = await Admin.PostAsync("/v1/customers", new { kind = "organization", name = "Old" });
        var id = company.Text("id");
        await Admin.PatchAsync($"/v1/customers/{id}", new { name = "New" });
        var person = await Admin.PostAsync("/v1/customers", new { kind = "person", name = "Ada" });
        await Admin.PostAsync(
            "/v1/relationships",
            new
            {
                fromCustomerId = person.Text("id"),
                toCustomerId = id,
                type = "contact",
            }
        );
        using var file = await Admin.SendTextAsync(
            HttpMethod.Post,
            $"/v1/customers/{id}/attachments?fileName=a.txt",
            "a",
            "text/plain"
        );
        await file.ExpectAsync(HttpStatusCode.Created);
        return (id, company.Text("number"));
    }
}
