using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Data.Tests.Customers;

/// <summary>What customers are stored and found as must not depend on the engine.</summary>
public sealed class CustomerStorageTests
{
    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task Names_sort_alike_whatever_their_case_accents_and_script(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        foreach (var name in new[] { "zebra", "Émile", "emil", "Äpfel", "王永庆", "Zoë", "_x", "😀 Emoji" })
        {
            await server.Admin.PostAsync("/v1/customers", new { kind = "organization", name });
        }

        var up = await NamesAsync(server, "/v1/customers?orderBy=name&pageSize=3");
        var down = await NamesAsync(server, "/v1/customers?orderBy=name%20desc&pageSize=4");

        Assert.Equal(["_x", "Äpfel", "emil", "Émile", "zebra", "Zoë", "王永庆", "😀 Emoji"], up);
        Assert.Equal(up.AsEnumerable().Reverse(), down);
    }

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task Equal_means_equal_to_the_letter_and_has_means_folded(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        foreach (var name in new[] { "Müller", "MÜLLER", "muller", "Mueller" })
        {
            await server.Admin.PostAsync("/v1/customers", new { kind = "organization", name });
        }

        var equal = await NamesAsync(server, "/v1/customers?filter=" + Uri.EscapeDataString("name = \"Müller\""));
        var folded = await NamesAsync(server, "/v1/customers?filter=" + Uri.EscapeDataString("name : \"mülle\""));

        Assert.Equal(["Müller"], equal);
        Assert.Equal(["MÜLLER", "Müller", "muller"], folded.Order(StringComparer.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task Everything_written_is_read_back_the_same(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        await server.Admin.PostAsync(
            "/v1/attribute-definitions",
            new
            {
                key = "revenue",
                name = "Revenue",
                type = "number",
            }
        );
        var form = JsonNode
            .Parse(
                """
                {
                  "kind": "person", "name": "Dr. 王 Ünal", "givenName": "Ünal", "familyName": "王",
                  "category": "vip", "lifecycleStage": "prospect", "source": "fair", "language": "zh-Hans",
                  "timeZone": "Asia/Shanghai", "birthDate": "1970-02-28", "description": "two\nlines, \"quoted\" 😀",
                  "contactPoints": [
                    {"channel": "email", "value": "A@B.example", "isPrimary": true, "isValid": false, "verifyTime": "2026-01-31T09:30:00.123456Z"},
                    {"channel": "mobile", "value": "0171 1234567", "label": "private", "isPrimary": false}
                  ],
                  "addresses": [{"kind": "home", "street": "Hauptstraße 1", "city": "München", "country": "DE", "isPrimary": true}],
                  "externalIds": [{"system": "erp", "value": "10045"}],
                  "tags": ["a", "b"],
                  "attributes": {"revenue": 123456789.1234}
                }
                """
            )!
            .AsObject();

        var created = await server.Admin.PostAsync("/v1/customers", form);
        var read = await server.Admin.GetJsonAsync($"/v1/customers/{created.Text("id")}");

        Assert.Equal(created.ToJsonString(), read.ToJsonString());
        Assert.Equal("+491711234567", (string?)read["contactPoints"]![1]!["normalized"]);
        Assert.Equal("2026-01-31T09:30:00.123456Z", (string?)read["contactPoints"]![0]!["verifyTime"]);
        Assert.Equal(123456789.1234m, (decimal)read["attributes"]!["revenue"]!);
    }

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task An_external_id_belongs_to_one_customer_outside_the_trash(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        object Form(string name) =>
            new
            {
                kind = "organization",
                name,
                externalIds = new[] { new { system = "erp", value = "7" } },
            };
        var first = await server.Admin.PostAsync("/v1/customers", Form("First"));

        var refused = await server.Admin.PostAsync("/v1/customers", Form("Second"), HttpStatusCode.Conflict);
        await server.Admin.DeleteAsync($"/v1/customers/{first.Text("id")}", HttpStatusCode.NoContent);
        await server.Admin.PostAsync("/v1/customers", Form("Third"));
        using var undelete = await server.Admin.PostAsync(
            new Uri($"/v1/customers/{first.Text("id")}/undelete", UriKind.Relative),
            content: null
        );

        Assert.Equal("duplicate", refused.Text("code"));
        Assert.Equal("/externalIds", refused.BlamedField());
        await undelete.ExpectProblemAsync(HttpStatusCode.Conflict, "duplicate");
    }

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task Many_who_create_and_change_at_once_lose_nothing(Engine engine)
    {
        const int Writers = 8;
        const int Each = 10;
        await using var server = await CrmServer.StartAsync(engine);
        var shared = await server.Admin.PostAsync("/v1/customers", new { kind = "organization", name = "Shared" });

        await Parallel.ForAsync(
            0,
            Writers,
            new ParallelOptions { MaxDegreeOfParallelism = Writers },
            async (writer, _) =>
            {
                for (var turn = 0; turn < Each; turn++)
                {
                    await server.Admin.PostAsync(
                        "/v1/customers",
                        new { kind = "organization", name = $"{writer}-{turn}" }
                    );
                    await TagAsync(server.Admin, shared.Text("id"), $"w{writer}-{turn}");
                }
            }
        );

        var all = await server.Admin.GetJsonAsync("/v1/customers?includeTotal=true&pageSize=500");
        var tagged = await server.Admin.GetJsonAsync($"/v1/customers/{shared.Text("id")}");
        Assert.Equal((Writers * Each) + 1, (int)all["totalSize"]!);
        Assert.Equal(
            (Writers * Each) + 1,
            all["items"]!.AsArray().Select(item => item!.Text("number")).Distinct(StringComparer.Ordinal).Count()
        );
        Assert.Equal(Writers * Each, tagged["tags"]!.AsArray().Count);
    }

    /// <summary>Adds a tag as a careful client does: reads, writes with the version read, and begins again when it was too late.</summary>
    private static async Task TagAsync(HttpClient client, string id, string tag)
    {
        while (true)
        {
            var present = await client.GetJsonAsync($"/v1/customers/{id}");
            var tags = (JsonArray?)present["tags"]?.DeepClone() ?? [];
            tags.Add(tag);
            using var request = new HttpRequestMessage(HttpMethod.Patch, $"/v1/customers/{id}")
            {
                Content = JsonContent.Create(new JsonObject { ["tags"] = tags }),
            };
            request.Headers.TryAddWithoutValidation("If-Match", present.Text("etag"));
            using var answer = await client.SendAsync(request);
            if (answer.StatusCode is not (HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict))
            {
                await answer.ExpectAsync(HttpStatusCode.OK);
                return;
            }
        }
    }

    private static async Task<List<string>> NamesAsync(CrmServer server, string path)
    {
        var names = new List<string>();
        for (string? token = ""; token is not null; )
        {
            var page = await server.Admin.GetJsonAsync(
                path + (token.Length == 0 ? "" : $"&pageToken={Uri.EscapeDataString(token)}")
            );
            names.AddRange(page["items"]!.AsArray().Select(item => item!.Text("name")));
            token = (string?)page["nextPageToken"];
        }

        return names;
    }
}
