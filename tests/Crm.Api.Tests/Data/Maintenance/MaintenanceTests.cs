using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crm.Api.Attachments;
using Crm.Api.Data;
using Crm.Api.Data.Maintenance;
using Crm.Api.Http.Idempotency;
using Crm.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Api.Tests.Data.Maintenance;

/// <summary>What the service does by itself, on a clock that the test moves.</summary>
public sealed class MaintenanceTests : IAsyncLifetime
{
    private CrmServer _server = null!;

    private HttpClient Admin => _server.Admin;

    public async Task InitializeAsync() =>
        _server = await CrmServer.StartAsync(Engine.Sqlite, ("Crm:Clock:Virtual", "true"));

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_record_leaves_the_trash_for_good_when_its_time_has_come_and_not_before()
    {
        var id = await CustomerAsync("Doomed");
        await UploadAsync(id);
        await Admin.DeleteAsync($"/v1/customers/{id}", HttpStatusCode.NoContent);

        await RunAfterAsync("P29D");
        await Admin.GetJsonAsync($"/v1/customers/{id}");
        await RunAfterAsync("P2D");

        await Admin.GetJsonAsync($"/v1/customers/{id}", HttpStatusCode.NotFound);
        Assert.Equal(0, await CountAsync<AttachmentChunk>());
        var history = await Admin.GetJsonAsync($"/v1/events?recordId={id}");
        var last = history["items"]!.AsArray()[^1]!;
        Assert.Equal("customer.purged", last.Text("type"));
        Assert.Equal("system", last.Text("via"));
    }

    [Fact]
    public async Task A_record_that_was_taken_out_of_the_trash_stays()
    {
        var id = await CustomerAsync("Spared");
        await Admin.DeleteAsync($"/v1/customers/{id}", HttpStatusCode.NoContent);
        await Admin.PostAsync($"/v1/customers/{id}/undelete", new { }, HttpStatusCode.OK);

        await RunAfterAsync("P365D");

        await Admin.GetJsonAsync($"/v1/customers/{id}");
    }

    [Fact]
    public async Task A_record_that_others_refer_to_stays_in_the_trash()
    {
        var owner = (await Admin.PostAsync("/v1/users", new { name = "Owner" })).Text("id");
        var customer = await Admin.PostAsync(
            "/v1/customers",
            new
            {
                kind = "organization",
                name = "Owned",
                ownerId = owner,
            }
        );
        await Admin.DeleteAsync($"/v1/users/{owner}", HttpStatusCode.NoContent);

        await RunAfterAsync("P31D");
        Assert.NotNull((await Admin.GetJsonAsync($"/v1/users/{owner}"))["deleteTime"]);
        await Admin.PatchAsync($"/v1/customers/{customer.Text("id")}", new { ownerId = (string?)null });
        await RunAfterAsync("PT1M");

        await Admin.GetJsonAsync($"/v1/users/{owner}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_links_of_a_purged_customer_go_with_it_and_the_other_customer_stays()
    {
        var person = (await Admin.PostAsync("/v1/customers", new { kind = "person", name = "Ada" })).Text("id");
        var company = await CustomerAsync("Left alone");
        var link = await Admin.PostAsync(
            "/v1/relationships",
            new
            {
                fromCustomerId = person,
                toCustomerId = company,
                type = "contact",
            }
        );
        var decision = await Admin.PostAsync(
            "/v1/dedupe-decisions",
            new
            {
                firstCustomerId = person,
                secondCustomerId = company,
                decision = "different",
            }
        );
        await Admin.DeleteAsync($"/v1/customers/{person}", HttpStatusCode.NoContent);

        await RunAfterAsync("P31D");

        await Admin.GetJsonAsync($"/v1/customers/{person}", HttpStatusCode.NotFound);
        await Admin.GetJsonAsync($"/v1/dedupe-decisions/{decision.Text("id")}", HttpStatusCode.NotFound);
        await Admin.GetJsonAsync($"/v1/relationships/{link.Text("id")}", HttpStatusCode.NotFound);
        await Admin.GetJsonAsync($"/v1/customers/{company}");
    }

    [Fact]
    public async Task Answers_to_idempotency_keys_are_forgotten_after_a_day()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/teams")
        {
            Content = JsonContent.Create(new { name = "Once" }),
        };
        request.Headers.Add("Idempotency-Key", "once");
        using var answer = await Admin.SendAsync(request);
        await answer.ExpectAsync(HttpStatusCode.Created);

        await RunAfterAsync("PT23H");
        var kept = await CountAsync<IdempotentAnswer>();
        await RunAfterAsync("PT2H");

        Assert.Equal(1, kept);
        Assert.Equal(0, await CountAsync<IdempotentAnswer>());
    }

    [Fact]
    public async Task A_key_shows_when_it_was_last_used_and_keeps_its_version()
    {
        var made = await Admin.PostAsync("/v1/api-keys", new { name = "reader", scopes = new[] { "customers:read" } });
        using var reader = _server.WithKey(made.Text("key"));
        await RunAfterAsync("PT1M");
        var unused = await Admin.GetJsonAsync($"/v1/api-keys/{made.Text("id")}");
        await reader.GetJsonAsync("/v1/customers");
        var used = Time(await Admin.GetJsonAsync("/v1/clock"), "time");
        await RunAfterAsync("PT1M");

        var read = await Admin.GetJsonAsync($"/v1/api-keys/{made.Text("id")}");
        await reader.GetJsonAsync("/v1/customers");
        await RunAfterAsync("PT1M");
        var again = await Admin.GetJsonAsync($"/v1/api-keys/{made.Text("id")}");

        Assert.Null(unused["lastUseTime"]);
        Assert.Equal(used, Time(read, "lastUseTime"));
        Assert.Equal(used.AddMinutes(1), Time(again, "lastUseTime"));
        Assert.Equal(made.Text("etag"), again.Text("etag"));
    }

    private static DateTimeOffset Time(JsonNode node, string name) =>
        DateTimeOffset.Parse(node.Text(name), CultureInfo.InvariantCulture);

    private async Task<string> CustomerAsync(string name) =>
        (await Admin.PostAsync("/v1/customers", new { kind = "organization", name })).Text("id");

    private async Task UploadAsync(string customer)
    {
        var path = $"/v1/customers/{customer}/attachments?fileName=a.txt";
        using var answer = await Admin.SendTextAsync(HttpMethod.Post, path, "a", "text/plain");
        await answer.ExpectAsync(HttpStatusCode.Created);
    }

    private async Task RunAfterAsync(string duration)
    {
        await Admin.PostAsync("/v1/clock", new { advance = duration }, HttpStatusCode.OK);
        await _server.Services.GetRequiredService<MaintenanceRunner>().RunOnceAsync(CancellationToken.None);
    }

    private async Task<int> CountAsync<T>()
        where T : class
    {
        await using var scope = _server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CrmDb>().Set<T>().CountAsync();
    }
}
