using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Contract;

/// <summary>The contract: that it is the one served, and complete.</summary>
public sealed class ServedContractTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private static readonly SchemaCheck Check = new(ContractDocument.Written);

    public static TheoryData<string> All => ContractDocument.OperationIds(_ => true);

    [Fact]
    public async Task What_is_served_is_what_is_checked_in()
    {
        using var anonymous = fixture.Server.Anonymous();

        var served = await anonymous.GetJsonAsync("/openapi/v1.json");

        var written = ContractDocument.Written.Root.DeepClone().AsObject();
        served.Remove("servers");
        written.Remove("servers");
        Assert.Equal(written.ToJsonString(), served.ToJsonString());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/docs")]
    [InlineData("/docs/index.html")]
    [InlineData("/docs/swagger-ui-bundle.js")]
    public async Task The_page_that_shows_the_contract_asks_for_no_key(string path)
    {
        using var anonymous = fixture.Server.Anonymous();

        using var answer = await anonymous.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public void Every_operation_has_an_id_of_its_own()
    {
        var ids = ContractDocument.Written.Operations.Select(operation => operation.Id).ToList();

        Assert.Equal(ids.Distinct(), ids);
        Assert.All(ids, id => Assert.Matches("^[A-Z][A-Za-z]+$", id));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_operation_says_what_it_is_and_what_can_go_wrong(string id)
    {
        var operation = ContractDocument.Written.Operation(id);

        Assert.NotEmpty((string?)operation.Node["summary"] ?? "");
        Assert.NotEmpty((string?)operation.Node["description"] ?? "");
        Assert.Single(operation.Node["tags"]!.AsArray());
        Assert.Contains(operation.Responses, answer => answer.Key[0] == '2');
        Assert.Contains("500", operation.Responses.Select(answer => answer.Key));
        if (!operation.IsOpen)
        {
            Assert.Contains("401", operation.Responses.Select(answer => answer.Key));
            Assert.Contains("400", operation.Responses.Select(answer => answer.Key));
        }

        if (operation.Scope is { } scope)
        {
            Assert.Matches("^[a-z-]+:[a-z]+$", scope);
            Assert.Contains("403", operation.Responses.Select(answer => answer.Key));
        }

        foreach (var (status, answer) in operation.Responses.Where(answer => answer.Key[0] is '4' or '5'))
        {
            var content = ContractDocument.Written.Resolve(answer!)["content"];
            Assert.True(content?["application/problem+json"] is not null, $"{status} of {id} is no problem document");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Examples_are_there_and_fit_their_schemas(string id)
    {
        var operation = ContractDocument.Written.Operation(id);
        var answers = operation.Responses.Select(answer => ContractDocument.Written.Resolve(answer.Value!));

        var mistakes = answers
            .Append(operation.Node["requestBody"])
            .SelectMany(body => body?["content"] as JsonObject ?? [])
            .SelectMany(media => MistakesIn(media.Key, media.Value!.AsObject()))
            .Concat(operation.Parameters.SelectMany(parameter => MistakesIn($"{parameter["name"]}", parameter)));

        Assert.Empty(mistakes);
    }

    private static IEnumerable<string> MistakesIn(string name, JsonObject described) =>
        described["schema"] is not { } schema ? [$"{name} has no schema"]
        : described["example"] is not { } example ? [$"{name} has no example"]
        : Check.Mistakes(example, schema).Select(mistake => $"{name}{mistake}");
}
