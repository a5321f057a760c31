using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Duplicates;

/// <summary>What becomes of rows that look like customers that are there, or like earlier rows.</summary>
public sealed class ImportedDuplicatesTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private const string Header =
        "kind,givenName,familyName,contactPoints[0].channel,contactPoints[0].value,contactPoints[1].channel,contactPoints[1].value,"
        + "addresses[0].street,addresses[0].postalCode,addresses[0].city,addresses[0].country,externalIds[0].system,externalIds[0].value";

    private readonly Somebody _somebody = new();
    private readonly Somebody _other = new();

    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task Unless_asked_every_row_comes_in()
    {
        await Somebody.AddAsync(Admin, _somebody.Form());

        var job = await ImportAsync(null, File(_somebody.Misspelt()));

        Assert.Equal("created 1", job.CountsText());
    }

    [Fact]
    public async Task A_blocked_row_is_a_duplicate_and_names_whom_it_looks_like()
    {
        var id = await Somebody.AddAsync(Admin, _somebody.Form());

        var job = await ImportAsync("block", File(_somebody.Misspelt(), _other.Form()));

        Assert.Equal("created 1, duplicate 1", job.CountsText());
        var line = await LineAsync(job, "duplicate");
        Assert.Equal("possible-duplicate", line.Text("code"));
        Assert.Equal(id, line.Text("id"));
        Assert.Contains(_somebody.FamilyName, line.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warned_row_comes_in_and_its_line_says_what_it_looks_like()
    {
        await Somebody.AddAsync(Admin, _somebody.Form());

        var job = await ImportAsync("warn", File(_somebody.Misspelt(), _other.Form()));

        Assert.Equal("created 2", job.CountsText());
        var lines = (await Admin.GetJsonAsync($"/v1/jobs/{job.Text("id")}/lines"))["items"]!.AsArray();
        Assert.Equal("possible-duplicate", lines[0]!.Text("code"));
        Assert.Null(lines[1]!["code"]);
    }

    [Theory]
    [InlineData("block")]
    [InlineData("warn")]
    public async Task Rows_of_one_file_look_like_one_another_in_a_plan_as_when_it_is_applied(string policy)
    {
        var file = File(_somebody.Form(), _other.Form(), _somebody.Misspelt(), _somebody.Spouse(), _other.Misspelt());
        var expected = policy == "block" ? "created 3, duplicate 2" : "created 5";

        var plan = await ImportAsync(policy, file, dryRun: true);
        var planned = await LinesAsync(plan, "plan");
        await Admin.PostAsync(
            $"/v1/imports/{plan.Text("id")}/apply",
            new { planId = plan.Text("planId") },
            HttpStatusCode.Accepted
        );
        var applied = await Admin.SettledJobAsync(plan.Text("id"));
        var done = await LinesAsync(applied, "result");

        Assert.Equal(expected, applied.CountsText());
        Assert.Equal(
            [null, null, "possible-duplicate", null, "possible-duplicate"],
            done.Select(line => (string?)line["code"])
        );
        Assert.Equal(planned.Select(Said), done.Select(Said));
        Assert.Contains("line 2", done[2].Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_finds_those_of_earlier_chunks()
    {
        await using var server = await CrmServer.StartAsync();
        var people = Enumerable.Range(0, 700).Select(_ => Somebody.Stranger()).ToList();
        var file = File([_somebody.Form(), .. people, _somebody.Misspelt()]);

        var plan = await ImportAsync("block", file, dryRun: true, server.Admin);
        var direct = await ImportAsync("block", file, client: server.Admin);

        Assert.Equal("created 701, duplicate 1", plan["plan"]!["counts"] is { } counts ? Text(counts) : "");
        Assert.Equal("created 701, duplicate 1", direct.CountsText());
    }

    [Fact]
    public async Task A_row_that_updates_a_record_may_not_make_it_the_double_of_another()
    {
        await Somebody.AddAsync(Admin, _somebody.Form());
        var form = _other.Form();
        form["externalIds"] = new JsonArray(new JsonObject { ["system"] = "dup", ["value"] = _other.Phone });
        var id = await Somebody.AddAsync(Admin, form);
        var row = _somebody.Misspelt();
        row["externalIds"] = new JsonArray(new JsonObject { ["system"] = "dup", ["value"] = _other.Phone });

        var same = await ImportAsync("block", File(form), mode: "upsert");
        var job = await ImportAsync("block", File(row), mode: "upsert");

        Assert.Equal("unchanged 1", same.CountsText());
        Assert.Equal("duplicate 1", job.CountsText());
        var kept = await Admin.GetJsonAsync($"/v1/customers/{id}");
        Assert.Equal(_other.FamilyName, kept.Text("familyName"));
    }

    [Fact]
    public async Task Of_records_that_nobody_compares_none_are_looked_for()
    {
        using var answer = await Admin.SendImportAsync(
            new
            {
                resource = "products",
                mode = "create",
                duplicates = "block",
            },
            "sku,name\nA,B\n"u8.ToArray()
        );

        var problem = await answer.ExpectProblemAsync(HttpStatusCode.UnprocessableEntity, "not-compared");
        Assert.Equal("/duplicates", problem.BlamedField());
    }

    private static (string, string?, string?) Said(JsonNode line) =>
        (line.Text("outcome"), (string?)line["code"], (string?)line["detail"]);

    private static string Text(JsonNode counts) =>
        string.Join(", ", new[] { "created", "duplicate" }.Select(name => $"{name} {(int)counts[name]!}"));

    private async Task<IReadOnlyList<JsonNode>> LinesAsync(JsonObject job, string phase) =>
        [
            .. (await Admin.GetJsonAsync($"/v1/jobs/{job.Text("id")}/lines?phase={phase}"))["items"]!
                .AsArray()
                .Select(line => line!),
        ];

    private async Task<JsonNode> LineAsync(JsonObject job, string outcome) =>
        Assert.Single(
            (await Admin.GetJsonAsync($"/v1/jobs/{job.Text("id")}/lines?outcome={outcome}"))["items"]!.AsArray()
        )!;

    private Task<JsonObject> ImportAsync(
        string? policy,
        string file,
        bool dryRun = false,
        HttpClient? client = null,
        string mode = "create"
    ) =>
        (client ?? Admin).ImportAsync(
            new JsonObject
            {
                ["resource"] = "customers",
                ["mode"] = mode,
                ["matchOn"] = mode == "create" ? null : new JsonArray("externalId"),
                ["duplicates"] = policy,
                ["dryRun"] = dryRun,
            },
            file
        );

    private static string File(params IEnumerable<JsonObject> forms) =>
        $"{Header}\n{string.Join('\n', forms.Select(Row))}\n";

    private static string Row(JsonObject form)
    {
        var (points, address) = (form["contactPoints"]!, form["addresses"]![0]!);
        var externalId = form["externalIds"]?[0];
        return string.Join(
            ',',
            "person",
            form.Text("givenName"),
            form.Text("familyName"),
            "email",
            points[0]!.Text("value"),
            "phone",
            points[1]!.Text("value"),
            address.Text("street"),
            address.Text("postalCode"),
            address.Text("city"),
            "DE",
            externalId?.Text("system"),
            externalId?.Text("value")
        );
    }
}
