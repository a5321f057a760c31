using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crm.Api.Data;
using Crm.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Api.Tests.Http;

/// <summary>What the tests of the shared verbs have in common: the services, and customers to try them on.</summary>
[Collection(Name)]
public abstract class MechanismTests(EngineServers servers)
{
    public const string Name = "shared verbs";

    private static int _count;

    protected const string Customers = "/v1/customers";

    protected async Task<HttpClient> AdminAsync(Engine engine) => (await servers.OnAsync(engine)).Admin;

    protected Task<CrmServer> ServerAsync(Engine engine) => servers.OnAsync(engine);

    /// <summary>A name or key no other test uses.</summary>
    protected static string Unique(string text) => $"{text} {Interlocked.Increment(ref _count)}";

    protected static Task<JsonObject> CreateAsync(HttpClient admin, string? name = null) =>
        admin.PostAsync(Customers, new { kind = "organization", name = name ?? Unique("Cancity") });

    protected static string PathOf(JsonObject customer) => $"{Customers}/{customer.Text("id")}";

    protected static object WithExternalId(string value, string? name = null) =>
        new
        {
            kind = "organization",
            name = name ?? Unique("Cancity"),
            externalIds = new[] { new { system = "erp", value } },
        };

    protected static async Task<int> EventsAsync(CrmServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CrmDb>().Events.CountAsync();
    }

    protected static async Task<HttpResponseMessage> SendAsync(
        HttpClient client,
        HttpMethod method,
        string path,
        object? body = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : JsonContent.Create(body);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request);
    }

    protected static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? values.Single() : null;
}

/// <summary>One service per engine for all of them.</summary>
[CollectionDefinition(MechanismTests.Name)]
public sealed class MechanismServers : ICollectionFixture<EngineServers>;
