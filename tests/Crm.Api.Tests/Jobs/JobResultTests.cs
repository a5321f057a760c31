using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Jobs;

/// <summary>The rows of a job's input, given back with what became of them.</summary>
public sealed class JobResultTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task The_failed_rows_corrected_can_be_sent_again_as_they_are()
    {
        var options = Options("again");
        var first = await Admin.ImportAsync(
            options,
            "id;name;note\n1;Anvil;\"a;b\"\n2;;=SUM(A1)\n3;Cog;'=kept\n3;Cog twice;\n4;Drill;;surplus\n"
        );

        var failed = await ResultsAsync(first, "failed");
        var corrected = failed
            .Replace("2;;", "2;Bolt;", StringComparison.Ordinal)
            .Replace("3;Cog twice;", "5;Engine;", StringComparison.Ordinal)
            .Replace(";surplus", "", StringComparison.Ordinal);
        var second = await Admin.ImportAsync(options, corrected);

        Assert.Equal(
            "id;name;note;_line;_outcome;_id;_code;_detail\r\n"
                + "2;;\"'=SUM(A1)\";3;rejected;;name-missing;An organisation needs a name.\r\n"
                + "3;Cog twice;;5;duplicate;;duplicate-in-file;Line 5 has the same externalId as line 4.\r\n"
                + "4;Drill;;6;rejected;;ragged-row;The row has 4 cells, the header 3.;surplus\r\n",
            failed
        );
        Assert.Equal("completed", second.Text("state"));
        Assert.Equal(3, (int)second["counts"]!["created"]!);
        Assert.Equal("=SUM(A1)", await NoteOfAsync("again", "2"));
    }

    [Fact]
    public async Task Succeeded_rows_name_their_records_and_keep_what_was_guarded()
    {
        var job = await Admin.ImportAsync(Options("done"), "id;name;note\n1;Anvil;'=kept\n2;;\n");

        var lines = (await ResultsAsync(job, "succeeded")).Split("\r\n");

        Assert.Equal(3, lines.Length);
        Assert.Matches("^1;Anvil;\"'=kept\";2;created;[0-9a-f-]{36};;$", lines[1]);
    }

    [Fact]
    public async Task As_ndjson_a_row_is_an_object_and_can_be_sent_again()
    {
        var options = new JsonObject { ["resource"] = "customers", ["mode"] = "create" };
        var job = await Admin.ImportAsync(
            options,
            "{\"kind\":\"organization\",\"name\":\"Anvil\"}\n{\"kind\":\"organization\",\"tags\":[\"x\"]}\n"
        );

        var failed = await ResultsAsync(job, "failed", "application/x-ndjson");
        var again = await Admin.ImportAsync(
            options,
            failed.Replace("\"tags\"", "\"name\":\"Bolt\",\"tags\"", StringComparison.Ordinal)
        );

        Assert.Equal(
            "{\"kind\":\"organization\",\"tags\":[\"x\"],\"_line\":2,\"_outcome\":\"rejected\",\"_id\":null,\"_code\":\"name-missing\","
                + "\"_detail\":\"An organisation needs a name.\"}\n{\"_end\":true,\"rows\":1}\n",
            failed
        );
        Assert.Equal(1, (int)again["counts"]!["created"]!);
    }

    [Fact]
    public async Task Rows_a_job_has_not_come_to_are_unprocessed()
    {
        var options = Options("planned");
        options["dryRun"] = true;
        var planned = await Admin.ImportAsync(options, "id;name;note\n1;Anvil;\n2;Bolt;\n");

        var pending = await ResultsAsync(planned, "unprocessed");
        await Admin.PostAsync($"/v1/jobs/{planned.Text("id")}/cancel", new { }, HttpStatusCode.OK);
        var cancelled = await ResultsAsync(planned, "unprocessed");

        Assert.Contains("1;Anvil;;2;unprocessed;;pending;", pending, StringComparison.Ordinal);
        Assert.Contains("2;Bolt;;3;unprocessed;;cancelled;", cancelled, StringComparison.Ordinal);
        Assert.Equal("id;name;note;_line;_outcome;_id;_code;_detail\r\n", await ResultsAsync(planned, "succeeded"));
    }

    [Fact]
    public async Task The_file_of_another_encoding_comes_back_with_a_mark()
    {
        var options = Options("encoded");
        options["format"] = new JsonObject { ["encoding"] = "windows-1252" };
        var job = await Admin.ImportAsync(options, Encoding.Latin1.GetBytes("id;name;note\n1;;Küste\n"));

        using var answer = await GetAsync(job, "failed", "text/csv");
        var bytes = await answer.Content.ReadAsByteArrayAsync();

        Assert.Equal(Encoding.UTF8.Preamble, bytes.AsSpan(0, 3));
        var again = await Admin.ImportAsync(
            options,
            Encoding.UTF8.GetPreamble().Concat(Named(bytes, "Shore")).ToArray()
        );
        Assert.Equal(1, (int)again["counts"]!["created"]!);
        Assert.Equal("Küste", await NoteOfAsync("encoded", "1"));
    }

    [Fact]
    public async Task Whoever_may_not_read_the_records_gets_none_of_their_rows()
    {
        var job = await Admin.ImportAsync(Options("secret"), "id;name;note\n1;Anvil;\n");
        using var watcher = await fixture.Server.WithScopesAsync("jobs:read");

        using var refused = await watcher.GetAsync(PathOf(job, "succeeded"));
        using var unknown = await Admin.GetAsync(PathOf(job, "everything"));
        using var image = await GetAsync(job, "succeeded", "image/png");

        await refused.ExpectProblemAsync(HttpStatusCode.Forbidden, "scope-missing");
        await unknown.ExpectProblemAsync(HttpStatusCode.NotFound, "not-found");
        await image.ExpectProblemAsync(HttpStatusCode.NotAcceptable, "not-acceptable");
    }

    private static IEnumerable<byte> Named(byte[] csv, string name) =>
        Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(csv.AsSpan(3)).Replace("1;;", $"1;{name};", StringComparison.Ordinal)
        );

    private static Uri PathOf(JsonObject job, string part) =>
        new($"/v1/jobs/{job.Text("id")}/results/{part}", UriKind.Relative);

    private static JsonObject Options(string system) =>
        JsonNode
            .Parse(
                $$"""
                {
                  "resource": "customers", "mode": "upsert", "matchOn": ["externalId"],
                  "mapping": [
                    {"value": "organization", "field": "kind"}, {"column": "name", "field": "name"},
                    {"column": "note", "field": "description"},
                    {"column": "id", "field": "externalIds[0].value"}, {"value": "result-{{system}}", "field": "externalIds[0].system"}
                  ]
                }
                """
            )!
            .AsObject();

    private async Task<HttpResponseMessage> GetAsync(JsonObject job, string part, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, PathOf(job, part));
        request.Headers.Add("Accept", type);
        return await Admin.SendAsync(request);
    }

    private async Task<string> ResultsAsync(JsonObject job, string part, string type = "text/csv")
    {
        using var answer = await GetAsync(job, part, type);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        return text;
    }

    private async Task<string?> NoteOfAsync(string system, string id)
    {
        var filter = Uri.EscapeDataString($"externalIds.system = \"result-{system}\"");
        var page = await Admin.GetJsonAsync($"/v1/customers?filter={filter}");
        var customer = page["items"]!
            .AsArray()
            .Single(found => found!["externalIds"]!.AsArray().Any(other => other!.Text("value") == id));
        return (string?)customer!["description"];
    }
}
