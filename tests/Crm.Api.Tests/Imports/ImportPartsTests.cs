using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Imports;

/// <summary>Imports whose files are sent as parts, before they are planned and applied.</summary>
public sealed class ImportPartsTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task Parts_in_any_order_plain_or_gzip_are_planned_and_applied_as_one_file()
    {
        var job = await Admin.CreateImportAsync(Options("parts-order"));
        Assert.Equal("created", job.Text("state"));
        Assert.Null(job["files"]);

        await Admin.PutPartAsync(job, 3, "id,name\n4,Drill\n1,Anvil again\n");
        using var gzip = await Admin.SendPartAsync(job, "2", Gzip("id,name\n3,Cog\n"), ("Content-Encoding", "gzip"));
        await gzip.ExpectAsync(HttpStatusCode.OK);
        using var packed = await Admin.SendPartAsync(job, "1", Gzip("id,name\n1,Anvil\n2,Bolt\n"));
        await packed.ExpectAsync(HttpStatusCode.OK);
        var uploading = await Admin.GetJsonAsync($"/v1/jobs/{job.Text("id")}");
        Assert.Equal("uploading", uploading.Text("state"));
        Assert.Equal([1, 2, 3], uploading["files"]!.AsArray().Select(file => (int)file!["part"]!));
        var listed = await Admin.GetJsonAsync($"/v1/jobs?filter=id%3D\"{job.Text("id")}\"");
        Assert.Equal(3, listed["items"]![0]!["files"]!.AsArray().Count);

        var planned = await Admin.PlanAsync(job);
        var applied = await Admin.ApplyAsync(planned);

        const string Lines = "2 created\n3 created\n5 created\n7 created\n8 duplicate duplicate-in-file";
        Assert.Equal(Lines, await Admin.LedgerAsync(planned, "plan"));
        Assert.Equal(Lines, await Admin.LedgerAsync(applied));
    }

    [Fact]
    public async Task The_answer_to_a_part_says_what_arrived()
    {
        var job = await Admin.CreateImportAsync(Options("parts-answer"));
        var bytes = "id,name\n1,Anvil\n"u8.ToArray();

        using var answer = await Admin.SendPartAsync(job, "1?fileName=C:/data/anvils.csv", bytes, Digest(bytes));

        var part = await answer.ExpectAsync(HttpStatusCode.OK);
        Assert.Equal("anvils.csv", part.Text("name"));
        Assert.Equal(bytes.Length, (int)part["length"]!);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), part.Text("sha256"));
    }

    [Fact]
    public async Task A_part_sent_again_takes_the_place_of_the_former_and_voids_the_plan()
    {
        var job = await Admin.CreateImportAsync(Options("parts-again"));
        await Admin.PutPartAsync(job, 1, "id,name\n1,Anvil\n");
        var planned = await Admin.PlanAsync(job);

        await Admin.PutPartAsync(job, 1, "id,name\n1,Hammer\n2,Bolt\n");

        var uploading = await Admin.GetJsonAsync($"/v1/jobs/{job.Text("id")}");
        Assert.Equal("uploading", uploading.Text("state"));
        Assert.Null(uploading["planId"]);
        Assert.Null(uploading["progress"]!["rowsTotal"]);
        Assert.Equal("", await Admin.LedgerAsync(job, "plan"));
        using var stale = await Admin.PostAsJsonAsync(
            $"/v1/imports/{job.Text("id")}/apply",
            new { planId = planned.Text("planId") }
        );
        await stale.ExpectProblemAsync(HttpStatusCode.Conflict, "plan-stale");
        var again = await Admin.PlanAsync(job);
        Assert.NotEqual(planned.Text("planId"), again.Text("planId"));
        Assert.Equal("2 created\n3 created", await Admin.LedgerAsync(await Admin.ApplyAsync(again)));
    }

    [Fact]
    public async Task Parts_that_were_never_planned_can_be_applied_at_once()
    {
        var job = await Admin.CreateImportAsync(Options("parts-direct"));
        await Admin.PutPartAsync(job, 1, "id,name\n1,Anvil\n");

        using var answer = await Admin.PostAsJsonAsync($"/v1/imports/{job.Text("id")}/apply", new { });

        await answer.ExpectAsync(HttpStatusCode.Accepted);
        Assert.Equal("2 created", await Admin.LedgerAsync(await Admin.SettledJobAsync(job.Text("id"))));
    }

    [Fact]
    public async Task Nothing_is_planned_or_applied_while_a_part_is_missing()
    {
        var job = await Admin.CreateImportAsync(Options("parts-missing"));
        using var none = await Admin.PostAsJsonAsync($"/v1/imports/{job.Text("id")}/plan", new { });
        await none.ExpectProblemAsync(HttpStatusCode.Conflict, "parts-missing");

        await Admin.PutPartAsync(job, 2, "id,name\n1,Anvil\n");

        using var plan = await Admin.PostAsJsonAsync($"/v1/imports/{job.Text("id")}/plan", new { });
        await plan.ExpectProblemAsync(HttpStatusCode.Conflict, "parts-missing");
        using var apply = await Admin.PostAsJsonAsync($"/v1/imports/{job.Text("id")}/apply", new { });
        await apply.ExpectProblemAsync(HttpStatusCode.Conflict, "parts-missing");
    }

    [Fact]
    public async Task A_job_that_has_begun_takes_no_files()
    {
        var job = await Admin.ImportAsync(Options("parts-late"), "id,name\n1,Anvil\n");

        using var late = await Admin.SendPartAsync(job, "1", "id,name\n"u8.ToArray());

        await late.ExpectProblemAsync(HttpStatusCode.Conflict, "job-not-uploadable");
    }

    [Fact]
    public async Task What_arrives_damaged_is_refused_and_changes_nothing()
    {
        var job = await Admin.CreateImportAsync(Options("parts-digest"));
        var bytes = "id,name\n1,Anvil\n"u8.ToArray();

        using var other = await Admin.SendPartAsync(job, "1", bytes, Digest([1, 2, 3]));
        using var unreadable = await Admin.SendPartAsync(job, "1", bytes, ("Content-Digest", "sha-256=abc"));
        using var plain = await Admin.SendPartAsync(job, "1", bytes, ("Content-Encoding", "gzip"));
        using var brotli = await Admin.SendPartAsync(job, "1", bytes, ("Content-Encoding", "br"));

        await other.ExpectProblemAsync(HttpStatusCode.BadRequest, "content-digest-mismatch");
        await unreadable.ExpectProblemAsync(HttpStatusCode.BadRequest, "content-digest-malformed");
        await plain.ExpectProblemAsync(HttpStatusCode.BadRequest, "content-encoding-mismatch");
        await brotli.ExpectProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        Assert.Equal("created", (await Admin.GetJsonAsync($"/v1/jobs/{job.Text("id")}")).Text("state"));
    }

    [Fact]
    public async Task A_sender_who_breaks_off_changes_nothing()
    {
        var job = await Admin.CreateImportAsync(Options("parts-broken"));
        await Admin.PutPartAsync(job, 1, "id,name\n1,Anvil\n");
        using var content = new StreamContent(new BreakingStream());

        await Assert.ThrowsAsync<HttpRequestException>(() =>
            Admin.PutAsync(new Uri($"/v1/imports/{job.Text("id")}/parts/1", UriKind.Relative), content)
        );

        var applied = await Admin.ApplyAsync(await Admin.PlanAsync(job));
        Assert.Equal("2 created", await Admin.LedgerAsync(applied));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("10001")]
    [InlineData("-1")]
    [InlineData("first")]
    public async Task Parts_are_numbered_from_1(string part)
    {
        var job = await Admin.CreateImportAsync(Options("parts-numbers"));

        using var answer = await Admin.SendPartAsync(job, part, "id,name\n"u8.ToArray());

        await answer.ExpectProblemAsync(HttpStatusCode.BadRequest, "out-of-range");
    }

    [Fact]
    public async Task Asking_whether_a_part_would_be_taken_keeps_nothing()
    {
        var job = await Admin.CreateImportAsync(Options("parts-validate"));

        using var answer = await Admin.SendPartAsync(job, "1?validateOnly=true", "id,name\n1,Anvil\n"u8.ToArray());

        await answer.ExpectAsync(HttpStatusCode.OK);
        Assert.Equal("created", (await Admin.GetJsonAsync($"/v1/jobs/{job.Text("id")}")).Text("state"));
    }

    [Fact]
    public async Task Sending_a_part_needs_the_scopes_of_the_import()
    {
        var job = await Admin.CreateImportAsync(Options("parts-scopes"));
        using var reader = await fixture.Server.WithScopesAsync("imports:run", "customers:read");

        using var answer = await reader.SendPartAsync(job, "1", "id,name\n"u8.ToArray());

        await answer.ExpectProblemAsync(HttpStatusCode.Forbidden, "scope-missing");
    }

    [Fact]
    public async Task Several_files_sent_with_the_options_are_one_and_the_options_hold_for_all()
    {
        var options = Options("parts-multipart");
        options["mapping"]!.AsArray().Add(new JsonObject { ["column"] = "about", ["field"] = "description" });
        options["mapping"]!.AsArray().Add(new JsonObject { ["column"] = "tag", ["field"] = "tags[0]" });
        await Admin.ImportAsync(options, "id,name,about,tag\n1,Anvil,heavy,iron\n2,Bolt,small,steel\n");
        (options["emptyCell"], options["multiValue"], options["dryRun"]) = ("clear", "append", true);

        using var answer = await Admin.SendImportAsync(
            options,
            "id,name,about,tag\n1,Anvil,,black\n"u8.ToArray(),
            Gzip("id,name,about,tag\n2,Bolt,small,steel\n3,Cog,,\n")
        );
        var job = await answer.ExpectAsync(HttpStatusCode.Accepted);
        var planned = await Admin.SettledJobAsync(job.Text("id"));
        Assert.Equal("planned", planned.Text("state"));
        var applied = await Admin.ApplyAsync(planned);

        Assert.Equal("2 updated\n4 unchanged\n5 created", await Admin.LedgerAsync(applied));
        var anvil = await FindAsync("parts-multipart", "Anvil");
        Assert.Null(anvil["description"]);
        Assert.Equal(["black", "iron"], anvil["tags"]!.AsArray().Select(tag => (string)tag!));
    }

    [Fact]
    public async Task Parts_with_other_columns_fail_the_plan()
    {
        var job = await Admin.CreateImportAsync(Options("parts-columns"));
        await Admin.PutPartAsync(job, 1, "id,name\n1,Anvil\n");
        await Admin.PutPartAsync(job, 2, "id,title\n2,Bolt\n");

        var failed = await Admin.PlanAsync(job);

        Assert.Equal("failed", failed.Text("state"));
        Assert.Equal("parts-differ", failed["error"]!.Text("code"));
    }

    [Theory]
    [InlineData("nothings", "unknown-resource", "/resource")]
    [InlineData("customers", "required", "/matchOn")]
    public async Task What_could_never_work_is_refused_before_any_file_is_sent(
        string resource,
        string code,
        string pointer
    )
    {
        using var answer = await Admin.PostAsJsonAsync("/v1/imports", new { resource, mode = "upsert" });

        var problem = await answer.ExpectProblemAsync(HttpStatusCode.UnprocessableEntity, code);
        Assert.Equal(pointer, problem.BlamedField());
    }

    [Fact]
    public async Task Phone_numbers_are_read_by_the_country_of_the_import_where_the_row_names_none()
    {
        var options = Options("parts-phone");
        options["format"] = new JsonObject { ["phoneCountry"] = "DE" };
        options["mapping"]!
            .AsArray()
            .Add(new JsonObject { ["column"] = "phone", ["field"] = "contactPoints[0].value" });
        options["mapping"]!
            .AsArray()
            .Add(new JsonObject { ["value"] = "phone", ["field"] = "contactPoints[0].channel" });
        options["mapping"]!
            .AsArray()
            .Add(new JsonObject { ["column"] = "country", ["field"] = "addresses[0].country" });
        await Admin.ImportAsync(options, "id,name,phone,country\n1,Anvil,030 901820,\n2,Bolt,01 53 59 99,AT\n");
        options["matchOn"] = new JsonArray("phone");
        options["mapping"]!.AsArray().RemoveAt(2);
        options["mapping"]!.AsArray().RemoveAt(2);

        var again = await Admin.ImportAsync(
            options,
            "name,phone,country\nAnvils,(030) 90 18 20,\nBolts,+43 1 535999,AT\n"
        );

        Assert.Equal("+4930901820", Phone(await FindAsync("parts-phone", "Anvils")));
        Assert.Equal("+431535999", Phone(await FindAsync("parts-phone", "Bolts")));
        Assert.Equal("2 updated\n3 updated", await Admin.LedgerAsync(again));
    }

    [Fact]
    public async Task What_a_silent_import_does_to_records_is_marked_in_the_feed()
    {
        var options = Options("parts-silent");
        await Admin.ImportAsync(options, "id,name\n1,Anvil\n");
        options["silent"] = true;

        var job = await Admin.ImportAsync(options, "id,name\n1,Anvils\n2,Bolt\n");

        Assert.True((bool)job["silent"]!);
        Assert.Equal([null, true], await SilencesAsync((await FindAsync("parts-silent", "Anvils")).Text("id")));
        Assert.Equal([true], await SilencesAsync((await FindAsync("parts-silent", "Bolt")).Text("id")));
        Assert.All(await SilencesAsync(job.Text("id")), Assert.Null);
    }

    [Fact]
    public async Task Silence_needs_a_scope_of_who_makes_the_import_and_of_who_applies_it()
    {
        using var importer = await fixture.Server.WithScopesAsync("imports:run", "customers:write");
        using var silent = await fixture.Server.WithScopesAsync("imports:*", "customers:write", "jobs:read");
        var options = Options("parts-silence");
        options["silent"] = true;

        using var refused = await importer.PostAsJsonAsync("/v1/imports", options);
        await refused.ExpectProblemAsync(HttpStatusCode.Forbidden, "scope-missing");
        var job = await silent.CreateImportAsync(options);
        await silent.PutPartAsync(job, 1, "id,name\n1,Anvil\n");
        var planned = await silent.PlanAsync(job);
        using var apply = await importer.PostAsJsonAsync(
            $"/v1/imports/{job.Text("id")}/apply",
            new { planId = planned.Text("planId") }
        );
        await apply.ExpectProblemAsync(HttpStatusCode.Forbidden, "scope-missing");
    }

    private async Task<List<bool?>> SilencesAsync(string recordId)
    {
        var feed = await Admin.GetJsonAsync($"/v1/events?recordId={recordId}");
        return [.. feed["items"]!.AsArray().Select(happened => (bool?)happened!["silent"])];
    }

    private async Task<JsonObject> FindAsync(string system, string name)
    {
        var filter = Uri.EscapeDataString($"externalIds.system = \"{system}\" AND name = \"{name}\"");
        var page = await Admin.GetJsonAsync($"/v1/customers?filter={filter}");
        return page["items"]!.AsArray().Single()!.AsObject();
    }

    private static string Phone(JsonObject customer) => customer["contactPoints"]![0]!.Text("normalized");

    private static (string, string) Digest(byte[] bytes) =>
        ("Content-Digest", $"sha-512=:AA==:, sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:");

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static JsonObject Options(string system) =>
        new()
        {
            ["resource"] = "customers",
            ["mode"] = "upsert",
            ["matchOn"] = new JsonArray("externalId"),
            ["mapping"] = new JsonArray(
                new JsonObject { ["value"] = "organization", ["field"] = "kind" },
                new JsonObject { ["column"] = "name", ["field"] = "name" },
                new JsonObject { ["column"] = "id", ["field"] = "externalIds[0].value" },
                new JsonObject { ["value"] = system, ["field"] = "externalIds[0].system" }
            ),
        };
}
