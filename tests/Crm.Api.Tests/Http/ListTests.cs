using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Http;

/// <summary>Lists: pages, masks, expansions and streams.</summary>
public sealed class ListTests(EngineServers servers) : MechanismTests(servers)
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_walk_through_the_pages_meets_everybody_once_while_others_write(Engine engine)
    {
        var admin = await AdminAsync(engine);
        var source = Unique("walk");
        var created = new List<string>();
        for (var number = 0; number < 24; number++)
        {
            created.Add((await CreateFromAsync(admin, source, $"Walker {number % 5}")).Text("id"));
        }

        var met = new List<string>();
        var next = ListOf(source, "&orderBy=name,createTime%20desc&pageSize=5");
        while (next is not null)
        {
            using var answer = await admin.GetAsync(new Uri(next, UriKind.Relative));
            var page = await answer.ExpectAsync(HttpStatusCode.OK);
            met.AddRange(page["items"]!.AsArray().Select(item => item!.Text("id")));
            next = Header(answer, "Link") is { } link ? link[1..link.IndexOf('>', StringComparison.Ordinal)] : null;
            Assert.Equal(next is not null, page.ContainsKey("nextPageToken"));

            // Before, among and behind what has been seen, and one that has been seen goes.
            await CreateFromAsync(admin, source, "Aaron");
            await CreateFromAsync(admin, source, "Walker 2");
            await admin.DeleteAsync($"{Customers}/{met[0]}", HttpStatusCode.NoContent);
        }

        Assert.Equal(met.Distinct(), met);
        Assert.Empty(created.Except(met));
    }

    [Fact]
    public async Task A_page_token_belongs_to_its_list()
    {
        var admin = await AdminAsync(Engine.Sqlite);
        var source = Unique("token");
        await CreateFromAsync(admin, source, "a");
        await CreateFromAsync(admin, source, "b");
        var page = await admin.GetJsonAsync(ListOf(source, "&pageSize=1"));
        var token = Uri.EscapeDataString(page.Text("nextPageToken"));

        var other = await admin.GetJsonAsync($"{Customers}?orderBy=name&pageToken={token}", HttpStatusCode.BadRequest);
        var rest = await admin.GetJsonAsync(ListOf(source, $"&pageSize=9&pageToken={token}"));

        Assert.Equal("page-token-other-arguments", other.Text("code"));
        Assert.Equal("pageToken", other.BlamedField());
        Assert.Single(rest["items"]!.AsArray());
        Assert.False(rest.ContainsKey("nextPageToken"));
    }

    [Fact]
    public async Task The_total_is_counted_only_when_asked_for()
    {
        var admin = await AdminAsync(Engine.Sqlite);
        var source = Unique("total");
        await CreateFromAsync(admin, source, "a");
        await CreateFromAsync(admin, source, "b");

        var without = await admin.GetJsonAsync(ListOf(source, "&pageSize=1"));
        var with = await admin.GetJsonAsync(ListOf(source, "&pageSize=1&includeTotal=true"));

        Assert.False(without.ContainsKey("totalSize"));
        Assert.Equal(2, (int)with["totalSize"]!);
    }

    [Fact]
    public async Task A_page_size_of_0_is_the_default_and_one_beyond_the_maximum_is_the_maximum()
    {
        var admin = await AdminAsync(Engine.Sqlite);
        var source = Unique("size");
        for (var round = 0; round < 51; round++)
        {
            await CreateFromAsync(admin, source, "same");
        }

        var standard = await admin.GetJsonAsync(ListOf(source, "&pageSize=0"));
        var all = await admin.GetJsonAsync(ListOf(source, "&pageSize=2147483647"));

        Assert.Equal(50, standard["items"]!.AsArray().Count);
        Assert.Equal(51, all["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Only_the_fields_asked_for_are_shown()
    {
        var admin = await AdminAsync(Engine.Sqlite);
        var customer = await admin.PostAsync(Customers, WithExternalId("masked", Unique("Masked")));

        var one = await admin.GetJsonAsync($"{PathOf(customer)}?fields=name,externalIds.value");
        var list = await admin.GetJsonAsync($"{Customers}?fields=id&filter=id%20%3D%20%22{customer.Text("id")}%22");

        Assert.Equal(["name", "externalIds"], one.Select(member => member.Key));
        Assert.Equal("""[{"value":"masked"}]""", one["externalIds"]!.ToJsonString());
        Assert.Equal(["id"], list["items"]![0]!.AsObject().Select(member => member.Key));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_referred_to_comes_with_it_when_expanded(Engine engine)
    {
        var server = await ServerAsync(engine);
        var parent = await CreateAsync(server.Admin);
        var child = await server.Admin.PostAsync(
            Customers,
            new
            {
                kind = "organization",
                name = Unique("Child"),
                parentId = parent.Text("id"),
            }
        );

        var expanded = await server.Admin.GetJsonAsync($"{PathOf(child)}?expand=parent");

        Assert.Equal(parent.ToJsonString(), expanded["parent"]!.ToJsonString());
        Assert.False(child.ContainsKey("parent"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_stream_of_lines_ends_by_saying_how_many_there_were(Engine engine)
    {
        var admin = await AdminAsync(engine);
        var source = Unique("lines");
        await CreateFromAsync(admin, source, "a");
        await CreateFromAsync(admin, source, "b");

        var (type, text) = await StreamAsync(
            admin,
            ListOf(source, "&orderBy=name&fields=name"),
            "application/x-ndjson"
        );

        Assert.Equal("application/x-ndjson", type);
        Assert.Equal("{\"name\":\"a\"}\n{\"name\":\"b\"}\n{\"_end\":true,\"rows\":2}\n", text);
    }

    [Fact]
    public async Task A_cell_that_would_be_a_formula_is_defused()
    {
        var admin = await AdminAsync(Engine.Sqlite);
        var source = Unique("cells");
        await CreateFromAsync(admin, source, "=HYPERLINK(\"http://evil.example\")");
        await CreateFromAsync(admin, source, "Comma, \"quoted\"\nand broken");

        var (type, text) = await StreamAsync(
            admin,
            ListOf(source, "&orderBy=name%20desc&fields=name,source"),
            "text/csv"
        );

        Assert.Equal("text/csv", type);
        Assert.StartsWith("name,source\r\n", text, StringComparison.Ordinal);
        Assert.Contains($"\"'=HYPERLINK(\"\"http://evil.example\"\")\",{source}\r\n", text, StringComparison.Ordinal);
        Assert.Contains($"\"Comma, \"\"quoted\"\"\nand broken\",{source}\r\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-12.50", "-12.50")]
    [InlineData("+1.5E+3", "+1.5E+3")]
    [InlineData("-2+3", "\"'-2+3\"")]
    [InlineData("+49 30 1234567", "\"'+49 30 1234567\"")]
    public async Task A_number_is_no_formula_although_it_has_a_sign(string name, string cell)
    {
        var admin = await AdminAsync(Engine.Sqlite);
        var source = Unique("signs");
        await CreateFromAsync(admin, source, name);

        var (_, text) = await StreamAsync(admin, ListOf(source, "&fields=name"), "text/csv");

        Assert.Equal($"name\r\n{cell}\r\n", text);
    }

    [Fact]
    public async Task What_nobody_can_make_is_not_acceptable()
    {
        var admin = await AdminAsync(Engine.Sqlite);

        using var answer = await SendAsync(admin, HttpMethod.Get, Customers, null, ("Accept", "image/png"));

        await answer.ExpectProblemAsync(HttpStatusCode.NotAcceptable, "not-acceptable");
    }

    private static string ListOf(string source, string more) =>
        $"{Customers}?filter={Uri.EscapeDataString($"source = \"{source}\"")}{more}";

    private static Task<JsonObject> CreateFromAsync(HttpClient admin, string source, string name) =>
        admin.PostAsync(
            Customers,
            new
            {
                kind = "organization",
                name,
                source,
            }
        );

    private static async Task<(string? Type, string Text)> StreamAsync(HttpClient admin, string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        using var answer = await admin.SendAsync(request);
        return (answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync());
    }
}
