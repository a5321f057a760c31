using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Crm.Api.Tests.Contract;
using Crm.Api.Tests.Contract.BadInput;
using Crm.TestKit;

namespace Crm.Api.Tests.Http;

/// <summary>What ASP.NET Core does unless it is told otherwise, and must not do here; one test for each.</summary>
public sealed class FrameworkDefaultsTests(FrameworkDefaultsTests.Developing developing)
    : IClassFixture<FrameworkDefaultsTests.Developing>
{
    private const string Good = """{"kind":"organization","name":"Cancity"}""";

    private HttpClient Admin => developing.Server.Admin;

    [Fact]
    public async Task A_broken_compressed_body_is_the_callers_mistake()
    {
        using var answer = await PostAsync([0x1f, 0x8b, 0x00], "application/json", "gzip");

        await answer.ExpectProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Fact]
    public async Task An_unknown_charset_is_the_callers_mistake()
    {
        using var answer = await PostAsync(Encoding.UTF8.GetBytes(Good), "application/json; charset=klingon");

        await answer.ExpectProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Fact]
    public async Task An_unknown_encoding_is_not_taken_for_none()
    {
        using var answer = await PostAsync(Encoding.UTF8.GetBytes(Good), "application/json", "klingon");

        await answer.ExpectProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Fact]
    public async Task Malformed_JSON_is_the_callers_mistake_while_developing_too()
    {
        using var answer = await PostAsync("{\"kind\":"u8.ToArray(), "application/json");

        await answer.ExpectProblemAsync(HttpStatusCode.BadRequest, "malformed-json");
    }

    [Fact]
    public async Task An_enum_is_not_a_number()
    {
        using var answer = await PostAsync("""{"kind":99,"name":"x"}"""u8.ToArray(), "application/json");

        var problem = await answer.ExpectProblemAsync(HttpStatusCode.BadRequest, "wrong-type");
        Assert.Equal("/kind", problem.BlamedField());
    }

    [Fact]
    public async Task A_number_where_an_id_belongs_is_told_so()
    {
        using var answer = await PostAsync(
            """{"kind":"person","name":"x","ownerId":"CU-000045"}"""u8.ToArray(),
            "application/json"
        );

        var problem = await answer.ExpectProblemAsync(HttpStatusCode.BadRequest, "wrong-type");
        Assert.Equal("/ownerId", problem.BlamedField());
        Assert.EndsWith(
            "Expected the id of a record, not its number.",
            problem.Text("detail"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_list_does_not_hold_null()
    {
        using var answer = await PostAsync(
            """{"kind":"organization","name":"x","contactPoints":[null]}"""u8.ToArray(),
            "application/json"
        );

        var problem = await answer.ExpectProblemAsync(HttpStatusCode.BadRequest, "validation");
        Assert.Equal("/contactPoints/0", problem.BlamedField());
    }

    [Fact]
    public async Task A_missing_field_is_named()
    {
        using var answer = await PostAsync("""{"name":"x"}"""u8.ToArray(), "application/json");

        var problem = await answer.ExpectProblemAsync(HttpStatusCode.BadRequest, "validation");
        Assert.Equal("/kind", problem.BlamedField());
    }

    [Fact]
    public async Task The_contract_says_that_a_required_text_is_not_blank()
    {
        var name = Schema("ApiKeyForm")["properties"]!["name"]!;

        var problem = await Admin.PostAsync(
            "/v1/api-keys",
            new { name = " ", scopes = new[] { "customers:read" } },
            HttpStatusCode.BadRequest
        );

        Assert.Equal("/name", problem.BlamedField());
        Assert.Equal("\\S", (string?)name["pattern"]);
    }

    [Fact]
    public void The_contract_leaves_problems_open_for_more()
    {
        Assert.Null(Schema("Problem")["additionalProperties"]);
        Assert.NotNull(Schema("Problem")["properties"]!["errors"]);
    }

    [Fact]
    public void The_contract_has_enums_as_words()
    {
        var kind = Schema("CustomerKind");

        Assert.Equal("string", (string?)kind["type"]);
        Assert.Equal(["person", "organization"], kind["enum"]!.AsArray().Select(word => (string)word!));
    }

    [Fact]
    public void The_contract_gives_every_parameter_and_field_a_type()
    {
        var parameters = ContractDocument.Written.Operations.SelectMany(operation => operation.Parameters);

        Assert.All(
            parameters,
            parameter => Assert.NotNull(Fields.TypeOf(ContractDocument.Written.Schema(parameter["schema"]!)))
        );
        Assert.Equal("uuid", (string?)Schema("CustomerResponse")["properties"]!["id"]!["format"]);
    }

    private static JsonObject Schema(string name) =>
        ContractDocument.Written.Root["components"]!["schemas"]![name]!.AsObject();

    private async Task<HttpResponseMessage> PostAsync(byte[] body, string type, string? encoding = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (encoding is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        }

        return await Admin.PostAsync(new Uri("/v1/customers", UriKind.Relative), content);
    }

    /// <summary>A service as developers run it, where the framework says more and does some things otherwise.</summary>
    public sealed class Developing : IAsyncLifetime
    {
        public CrmServer Server { get; private set; } = null!;

        public async Task InitializeAsync() =>
            Server = await CrmServer.StartAsync(Engine.Sqlite, ("environment", "Development"));

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
