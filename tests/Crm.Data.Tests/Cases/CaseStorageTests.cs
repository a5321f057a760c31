using System.Net;
using Crm.TestKit;

namespace Crm.Data.Tests.Cases;

/// <summary>Cases with their steps and messages are stored alike on every engine.</summary>
public sealed class CaseStorageTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    [OnSqlServer]
    public async Task A_case_is_read_as_it_was_written_with_its_steps_and_messages(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        var customer = await server.Admin.PostAsync("/v1/customers", new { kind = "organization", name = "Acme" });
        var upsert = new
        {
            matchOn = new[] { "externalId" },
            record = new
            {
                customerId = customer.Text("id"),
                subject = "Wrong balance",
                topic = "billing/balance",
                openedAt = "2017-03-21T00:00:00.123456Z",
                resolvedAt = "2017-03-23T00:00:00Z",
                resolutionCode = "explanation",
                externalIds = new[] { new { system = "desk", value = "7" } },
            },
        };
        var made = await server.Admin.PostAsync("/v1/cases/upsert", upsert, HttpStatusCode.OK);
        var again = await server.Admin.PostAsync("/v1/cases/upsert", upsert, HttpStatusCode.OK);
        var path = $"/v1/cases/{made["record"]!.Text("number")}";

        await server.Admin.PostAsync($"{path}/messages", Said("Still wrong.", "2017-03-24T00:00:00Z"));
        await server.Admin.PostAsync($"{path}/messages", Said("It is wrong.", "2017-03-21T00:00:00Z"));

        var read = await server.Admin.GetJsonAsync(path);
        var first = await server.Admin.GetJsonAsync($"{path}/messages?pageSize=1");
        var second = await server.Admin.GetJsonAsync(
            $"{path}/messages?pageSize=1&pageToken={first.Text("nextPageToken")}"
        );
        Assert.Equal("unchanged", again.Text("outcome"));
        Assert.Equal("open", read.Text("state"));
        Assert.Equal("2017-03-21T00:00:00.123456Z", read.Text("openedAt"));
        Assert.Equal(1, (int)read["reopenCount"]!);
        Assert.Equal(["new", "resolved", "open"], read["steps"]!.AsArray().Select(step => step!.Text("state")));
        Assert.Equal("It is wrong.", first["items"]![0]!.Text("body"));
        Assert.Equal("Still wrong.", second["items"]![0]!.Text("body"));
        var filter = Uri.EscapeDataString("topic = \"billing/*\" AND state = open AND resolvedAt = null");
        var found = await server.Admin.GetJsonAsync($"/v1/cases?filter={filter}");
        Assert.Equal(read.Text("id"), Assert.Single(found["items"]!.AsArray())!.Text("id"));
    }

    private static object Said(string body, string occurredAt) =>
        new
        {
            direction = "in",
            body,
            occurredAt,
        };
}
