using System.Text.Json.Nodes;
using Crm.Api.Data;
using Crm.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Api.Tests.Contract.BadInput;

/// <summary>A service with one record of each resource, made from the example of the contract.</summary>
public sealed class BadInputFixture : CrmFixture
{
    private const string Nowhere = "019b76da-a800-7000-8000-00000000dead";

    /// <summary>References whose name does not say what they refer to.</summary>
    private static readonly Dictionary<string, string> Referred = new(StringComparer.Ordinal)
    {
        ["owner"] = "User",
        ["assignee"] = "User",
        ["manager"] = "User",
        ["member"] = "User",
        ["lead"] = "User",
        ["author"] = "User",
    };

    private readonly Dictionary<string, JsonObject?> _records = new(StringComparer.Ordinal);

    private static readonly ContractDocument Contract = ContractDocument.Written;

    /// <summary>A key that may do nothing.</summary>
    public HttpClient Powerless { get; private set; } = null!;

    public HttpClient Anonymous { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Powerless = await Server.WithScopesAsync("nothing:read");
        Anonymous = Server.Anonymous();
    }

    public override async Task DisposeAsync()
    {
        Powerless.Dispose();
        Anonymous.Dispose();
        await base.DisposeAsync();
    }

    /// <summary>How much has ever happened at anybody's request; unchanged when nothing did. What jobs and schedules do meanwhile does not count.</summary>
    public async Task<int> EventsAsync()
    {
        await using var scope = Server.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<CrmDb>()
            .Events.CountAsync(e => e.Via != "job" && e.Via != "schedule");
    }

    /// <summary>The operation's path, leading to a record that is there, if there can be one.</summary>
    internal async Task<string> PathAsync(ContractOperation operation)
    {
        var record = operation.Path.Contains("{id}", StringComparison.Ordinal) ? await RecordOfAsync(operation) : null;
        return PathWith(operation, (string?)record?["id"] ?? Nowhere);
    }

    internal static string PathWith(ContractOperation operation, string id) =>
        string.Join(
            '/',
            operation
                .Path.Split('/')
                .Select(step =>
                    step == "{id}" ? id
                    : step.StartsWith('{') ? Nowhere
                    : step
                )
        );

    /// <summary>The parameters that must be there, each with its example: <c>?fileName=offer.pdf</c>.</summary>
    internal static string RequiredQuery(ContractOperation operation)
    {
        var required = operation
            .QueryParameters.Where(parameter => (bool?)parameter["required"] == true)
            .Select(parameter => $"{parameter["name"]}={Uri.EscapeDataString(parameter["example"]!.ToString())}")
            .ToList();
        return required.Count == 0 ? "" : $"?{string.Join('&', required)}";
    }

    /// <summary>True when the operation's record is there, so that what is wrong with the body is looked at.</summary>
    internal async Task<bool> CanBeReachedAsync(ContractOperation operation) =>
        !operation.Path.Contains('{', StringComparison.Ordinal)
        || (operation.Path.Count(letter => letter == '{') == 1 && await RecordOfAsync(operation) is not null);

    /// <summary>A body the operation would take.</summary>
    internal async Task<JsonObject> GoodBodyAsync(ContractOperation operation)
    {
        var body = operation.Body!["example"]!.DeepClone().AsObject();
        await ReferAsync(body, Contract.Schema(operation.Body["schema"]!));
        return body;
    }

    private Task<JsonObject?> RecordOfAsync(ContractOperation operation)
    {
        var list = operation.Path[..operation.Path.IndexOf("/{", StringComparison.Ordinal)];
        return Contract.Operations.FirstOrDefault(other => other.Method == "POST" && other.Path == list) is { } create
            ? RecordAsync(create)
            : Task.FromResult<JsonObject?>(null);
    }

    /// <summary>The record made from the example of the operation that creates it; null when that was refused.</summary>
    internal async Task<JsonObject?> RecordAsync(ContractOperation create)
    {
        if (_records.TryGetValue(create.Path, out var known))
        {
            return known;
        }

        // Whoever refers to itself finds nothing the second time.
        _records[create.Path] = null;
        var body = await GoodBodyAsync(create);
        using var answer = await Admin.SendTextAsync(HttpMethod.Post, create.Path, body.ToJsonString());
        var text = await answer.Content.ReadAsStringAsync();
        var record = answer.IsSuccessStatusCode ? JsonNode.Parse(text)!.AsObject() : null;
        return _records[create.Path] = record;
    }

    /// <summary>Puts ids of real records where the body refers to one, or takes the reference out.</summary>
    private async Task ReferAsync(JsonObject body, JsonObject schema)
    {
        foreach (var (name, field) in schema["properties"] as JsonObject ?? [])
        {
            var inner = Contract.Schema(field!);
            if ((string?)inner["format"] == "uuid" && name.EndsWith("Id", StringComparison.Ordinal))
            {
                var id = (string?)(await ReferredAsync(name[..^2]))?["id"];
                var isRequired = (schema["required"]?.AsArray() ?? []).Any(required => (string)required! == name);
                if (id is null && !isRequired)
                {
                    body.Remove(name);
                }
                else if (isRequired || body.ContainsKey(name))
                {
                    body[name] = id ?? Nowhere;
                }
            }
            else if (body[name] is JsonObject deeper)
            {
                await ReferAsync(deeper, inner);
            }
            else if (body[name] is JsonArray list && inner["items"] is { } items)
            {
                foreach (var item in list.OfType<JsonObject>())
                {
                    await ReferAsync(item, Contract.Schema(items));
                }
            }
        }
    }

    private async Task<JsonObject?> ReferredAsync(string name)
    {
        var kind = Referred.GetValueOrDefault(name, char.ToUpperInvariant(name[0]) + name[1..]);
        var create = Contract.Operations.FirstOrDefault(operation => operation.Id == $"Create{kind}");
        return create is null ? null : await RecordAsync(create);
    }
}
