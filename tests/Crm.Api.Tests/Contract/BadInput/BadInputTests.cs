using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Crm.Api.Tests.Contract.BadInput;

/// <summary>
/// Whatever is wrong with a request is answered with a problem that names the field, and changes nothing. The requests are made from
/// the contract, so that an operation is tried as soon as it is there.
/// </summary>
public sealed class BadInputTests(BadInputFixture service) : IClassFixture<BadInputFixture>
{
    private const string Missing = "019b76da-a800-7000-8000-00000000beef";

    /// <summary>An upsert's form is that of the create, where every field is tried; a few are enough to see that it is read the same way.</summary>
    private const int FieldsOfUpsert = 12;

    private readonly List<string> _failures = [];

    public static TheoryData<string> Guarded => ContractDocument.OperationIds(operation => !operation.IsOpen);

    public static TheoryData<string> WithJson => ContractDocument.OperationIds(operation => operation.TakesJson);

    public static TheoryData<string> WithQuery => ContractDocument.OperationIds(operation => !operation.IsOpen);

    public static TheoryData<string> WithId =>
        ContractDocument.OperationIds(operation => operation.Path.Contains("{id}", StringComparison.Ordinal));

    [Fact]
    public async Task Most_records_can_be_made_from_their_examples()
    {
        var creates = ContractDocument
            .Written.Operations.Where(operation =>
                operation.TakesJson
                && ContractDocument.Written.Operations.Any(other => other.Path == $"{operation.Path}/{{id}}")
            )
            .ToList();
        var made = 0;
        foreach (var create in creates)
        {
            made += await service.RecordAsync(create) is null ? 0 : 1;
        }

        // What cannot be made is not looked at closely by the other tests.
        Assert.True(made * 2 > creates.Count, $"Only {made} of {creates.Count} examples were taken.");
    }

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task Without_a_key_that_may_nothing_is_looked_at(string id)
    {
        var operation = ContractDocument.Written.Operation(id);
        var path = BadInputFixture.PathWith(operation, Missing) + "?noSuchParameter=1";
        using var stranger = service.Server.WithKey("crm_live_nobodys");

        await NothingChangesAsync(async () =>
        {
            await ExpectAsync(service.Anonymous, operation, path, "{", [401], null, "no key");
            await ExpectAsync(stranger, operation, path, "{", [401], null, "an unknown key");
            if (operation.Scope is not null)
            {
                await ExpectAsync(service.Powerless, operation, path, "{", [403], null, "a key without the scope");
            }
        });
    }

    [Theory]
    [MemberData(nameof(WithJson))]
    public async Task A_field_that_is_wrong_is_named(string id)
    {
        var operation = ContractDocument.Written.Operation(id);
        var path = await service.PathAsync(operation);
        var body = await service.GoodBodyAsync(operation);
        var isReached = await service.CanBeReachedAsync(operation);
        var schema = operation.Body!["schema"]!;

        var wrong = new Fields(ContractDocument.Written, body).Spoiled(schema);
        if (id.StartsWith("Upsert", StringComparison.Ordinal))
        {
            wrong = wrong.Take(FieldsOfUpsert);
        }

        await NothingChangesAsync(async () =>
        {
            foreach (var (text, pointer, what) in wrong)
            {
                int[] expected = isReached ? [400, 422, 409] : [400, 404, 409, 422];
                await ExpectAsync(service.Admin, operation, path, text, expected, isReached ? pointer : null, what);
            }
        });
    }

    [Theory]
    [MemberData(nameof(WithJson))]
    public async Task A_body_that_is_not_the_JSON_asked_for_is_refused(string id)
    {
        var operation = ContractDocument.Written.Operation(id);
        var path = await service.PathAsync(operation);
        var isReached = await service.CanBeReachedAsync(operation);
        var good = (await service.GoodBodyAsync(operation)).ToJsonString();
        var (first, value) = (await service.GoodBodyAsync(operation)).First();
        var member = $"\"{first}\":{value?.ToJsonString() ?? "null"}";
        (string Text, string What)[] bodies =
        [
            ("", "nothing"),
            ("{", "a lone brace"),
            ("{'a':1}", "single quotes"),
            (good[..(good.Length / 2)], "half of it"),
            (good + "{}", "something behind it"),
            ($"{{{member},{member}}}", "a field twice"),
            ("null", "null"),
            ("[]", "a list"),
            ("\"text\"", "a text"),
            ("{\"a\\u0000b\":1}", "U+0000 in a name"),
            ("{\"a\\ud800b\":1}", "half a surrogate pair in a name"),
            ($"{{\"{new string('n', 5000)}\":1}}", "a very long name"),
            ($"{{\"deep\":{new string('[', 40)}{new string(']', 40)}}}", "deep nesting"),
        ];

        await NothingChangesAsync(async () =>
        {
            foreach (var (text, what) in bodies)
            {
                await ExpectAsync(service.Admin, operation, path, text, isReached ? [400] : [400, 404], null, what);
            }
        });
    }

    [Theory]
    [MemberData(nameof(WithJson))]
    public async Task A_body_of_another_type_or_encoding_or_size_is_refused(string id)
    {
        var operation = ContractDocument.Written.Operation(id);
        var path = await service.PathAsync(operation);
        var good = (await service.GoodBodyAsync(operation)).ToJsonString();
        var gzipped = Gzip.Of(good);
        var json = operation.BodyType!;
        (byte[] Body, string? Type, string? Encoding, int Expected, string What)[] requests =
        [
            (Encoding.UTF8.GetBytes(good), "text/plain", null, 415, "plain text"),
            (Encoding.UTF8.GetBytes(good), "application/xml", null, 415, "XML"),
            (Encoding.UTF8.GetBytes(good), "nonsense", null, 415, "no media type"),
            (Encoding.UTF8.GetBytes(good), null, null, 415, "no Content-Type"),
            (Encoding.UTF8.GetBytes(good), $"{json}; charset=utf-99", null, 415, "an unknown charset"),
            (Encoding.Unicode.GetBytes(good), $"{json}; charset=utf-16", null, 415, "UTF-16"),
            (Encoding.Unicode.GetBytes(good), json, null, 400, "UTF-16 in disguise"),
            ([.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8], json, null, 400, "bytes that are no UTF-8"),
            (gzipped, json, "gzip", 415, "gzip"),
            (gzipped[..10], json, "gzip", 415, "broken gzip"),
            (Encoding.UTF8.GetBytes(good), json, "no-such-encoding", 415, "an unknown encoding"),
            (Padded(good, operation), json, null, 413, "too many bytes"),
        ];

        await NothingChangesAsync(async () =>
        {
            foreach (var (body, type, encoding, expected, what) in requests)
            {
                using var request = new HttpRequestMessage(new HttpMethod(operation.Method), path);
                request.Content = new ByteArrayContent(body);
                if (type is not null)
                {
                    request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
                }

                if (encoding is not null)
                {
                    request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
                }

                using var answer = await service.Admin.SendAsync(request);
                await JudgeAsync(answer, [expected], null, what);
            }
        });
    }

    [Theory]
    [MemberData(nameof(WithQuery))]
    public async Task A_query_that_is_wrong_is_refused_by_the_parameter(string id)
    {
        var operation = ContractDocument.Written.Operation(id);
        var path = await service.PathAsync(operation);
        var body = operation.TakesJson ? (await service.GoodBodyAsync(operation)).ToJsonString() : null;
        var isReached = await service.CanBeReachedAsync(operation);
        List<(string Query, string Name, string What)> queries = [("noSuchParameter=1", "noSuchParameter", "unknown")];
        foreach (var parameter in operation.QueryParameters)
        {
            var name = (string)parameter["name"]!;
            var example = Uri.EscapeDataString($"{parameter["example"]}");
            queries.Add(($"{name}={example}&{name}={example}", name, "given twice"));
            queries.Add(($"{name}=a%00b", name, "U+0000"));
            queries.AddRange(
                WrongValues(parameter).Select(value => ($"{name}={Uri.EscapeDataString(value)}", name, value))
            );
        }

        await NothingChangesAsync(async () =>
        {
            foreach (var (query, name, what) in queries)
            {
                int[] expected = isReached ? [400] : [400, 404];
                var blamed = isReached ? name : null;
                await ExpectAsync(
                    service.Admin,
                    operation,
                    $"{path}?{query}",
                    body,
                    expected,
                    blamed,
                    $"{name}: {what}"
                );
            }
        });
    }

    [Theory]
    [MemberData(nameof(WithId))]
    public async Task An_id_of_nothing_is_not_found(string id)
    {
        var operation = ContractDocument.Written.Operation(id);
        var body = operation.TakesJson ? (await service.GoodBodyAsync(operation)).ToJsonString() : null;
        // What takes a file looks at its kind first.
        int[] expected = body is null && operation.Node["requestBody"] is not null ? [404, 415] : [404, 409, 422];
        string[] ids =
        [
            Missing,
            "00000000-0000-0000-0000-000000000000",
            "0",
            "-1",
            "no-such-number",
            "'; DROP TABLE customers; --",
            "..%2F..",
            "%F0%9F%8E%88",
            "*",
            new('9', 300),
        ];

        await NothingChangesAsync(async () =>
        {
            foreach (var wrong in ids)
            {
                var path = BadInputFixture.PathWith(operation, wrong) + BadInputFixture.RequiredQuery(operation);
                await ExpectAsync(service.Admin, operation, path, body, expected, null, $"the id {wrong}");
            }
        });
    }

    private static IEnumerable<string> WrongValues(JsonObject parameter)
    {
        var schema = parameter["schema"]!.AsObject();
        return ((string)parameter["name"]!, Fields.TypeOf(schema)) switch
        {
            ("pageToken", _) => ["abc", "AXKpdWkAAAAA", "~", new string('A', 3000)],
            ("filter", _) =>
            [
                "(((",
                "noSuchField = 1",
                "id = ",
                "name = \"",
                new string('(', 2000),
                "createTime > 2026-02-30",
            ],
            ("orderBy", _) => ["noSuchField", "createTime sideways", ",", "createTime,createTime,"],
            ("fields", _) => ["noSuchField", "id.deeper.still", ",", "id,"],
            ("expand", _) => ["noSuchField", "a.b.c.d.e", "__proto__"],
            ("timeZone", _) => ["Mars/Olympus", "../etc/passwd", "+25:00"],
            (_, "boolean") => ["maybe", "1", "TRUE", ""],
            (_, "integer") => ["-1", "abc", "1.5", "99999999999", "١٢"],
            _ => schema["enum"] is null ? [] : ["noSuchWord"],
        };
    }

    /// <summary>Good JSON, but for the blanks behind it.</summary>
    private static byte[] Padded(string good, ContractOperation operation)
    {
        var limit = operation.Id.StartsWith("Batch", StringComparison.Ordinal) ? 8 : 1;
        return Encoding.UTF8.GetBytes(good.PadRight((limit * 1024 * 1024) + 1));
    }

    private async Task NothingChangesAsync(Func<Task> requests)
    {
        var before = await service.EventsAsync();
        await requests();
        Assert.True(_failures.Count == 0, string.Join('\n', _failures));
        Assert.Equal(before, await service.EventsAsync());
    }

    private async Task ExpectAsync(
        HttpClient client,
        ContractOperation operation,
        string path,
        string? body,
        int[] expected,
        string? pointer,
        string what
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), path);
        if (operation.TakesJson && body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(operation.BodyType!);
        }

        using var answer = await client.SendAsync(request);
        await JudgeAsync(answer, expected, pointer, $"{what} {pointer}");
    }

    private async Task JudgeAsync(HttpResponseMessage answer, int[] expected, string? pointer, string what)
    {
        var text = await answer.Content.ReadAsStringAsync();
        var said = $"{what}: {(int)answer.StatusCode} {(text.Length > 400 ? text[..400] : text)}";
        if (!expected.Contains((int)answer.StatusCode))
        {
            _failures.Add(said);
            return;
        }

        var isProblem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json";
        var problem = isProblem ? JsonNode.Parse(text)! : new JsonObject();
        var pointers = (problem["errors"] as JsonArray ?? []).Select(error => (string)error!["pointer"]!);
        var isComplete =
            (int?)problem["status"] == (int)answer.StatusCode
            && (string?)problem["code"] is { Length: > 0 }
            && (string?)problem["instance"]
                == (answer.Headers.TryGetValues("Request-Id", out var ids) ? ids.Single() : null);
        if (!isComplete || (pointer is not null && !pointers.Contains(pointer)))
        {
            _failures.Add(said);
        }
    }
}
