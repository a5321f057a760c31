using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Crm.TestKit;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace Crm.Api.Tests.Exports;

/// <summary>Files that exports make.</summary>
public sealed class ExportTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private static int s_sources;

    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task A_csv_counts_its_rows_in_its_last_record()
    {
        var source = await SomeAsync("a", "b,c");

        var file = await Admin.ExportAsync(Options(source, "csv", "name", "source"));

        Assert.Equal($"name,source,_end\r\na,{source},\r\n\"b,c\",{source},\r\n,,2\r\n", Encoding.UTF8.GetString(file));
    }

    [Fact]
    public async Task Ndjson_counts_its_rows_in_its_last_line()
    {
        var source = await SomeAsync("a", "b");

        var file = await Admin.ExportAsync(Options(source, "ndjson", "name"));

        Assert.Equal("{\"name\":\"a\"}\n{\"name\":\"b\"}\n{\"_end\":true,\"rows\":2}\n", Encoding.UTF8.GetString(file));
    }

    [Fact]
    public async Task A_workbook_is_one_by_the_book_and_keeps_text_as_text()
    {
        var source = await SomeAsync("=1+1", "007", "line\r\nbreak & <tag> _x000D_");

        var file = await Admin.ExportAsync(Options(source, "xlsx"));

        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        Assert.Empty(
            new OpenXmlValidator().Validate(document).Select(error => $"{error.Path?.XPath} {error.Description}")
        );
        var rows = document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().ToList();
        var header = rows[0].Elements<Cell>().ToList();
        var nameColumn = header.Single(cell => cell.InnerText == "name").CellReference!.Value!.TrimEnd('1');
        var names = rows.Skip(1)
            .Select(row =>
                row.Elements<Cell>()
                    .Single(cell => cell.CellReference!.Value!.StartsWith(nameColumn, StringComparison.Ordinal))
            )
            .ToList();
        Assert.All(names, cell => Assert.Equal(CellValues.InlineString, cell.DataType!.Value));
        Assert.Equal(["=1+1", "007", "line_x000D_\nbreak & <tag> _x005F_x000D_"], names.Select(cell => cell.InnerText));
    }

    [Fact]
    public async Task A_file_comes_with_name_length_and_tag_and_only_once_to_who_has_it()
    {
        var source = await SomeAsync("a");
        var job = await Admin.ExportJobAsync(
            new
            {
                resource = "customers",
                filter = $"source = \"{source}\"",
                compress = "gzip",
            }
        );
        var path = new Uri($"/v1/exports/{job.Text("id")}/file", UriKind.Relative);

        using var answer = await Admin.GetAsync(path);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var known = await Admin.SendAsync(again);

        Assert.Equal("application/gzip", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(bytes.Length, answer.Content.Headers.ContentLength);
        Assert.Equal(job.Text("fileName"), answer.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Matches("^customers-[0-9]{8}T[0-9]{6}Z\\.csv\\.gz$", job.Text("fileName"));
        Assert.Equal(1, (int)job["findings"]!["rows"]!);
        using var unpacked = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));
        Assert.StartsWith("id,number,", await unpacked.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
    }

    [Fact]
    public async Task Rows_are_counted_as_unchanged()
    {
        var source = await SomeAsync("a", "b", "c");

        var job = await Admin.ExportJobAsync(Options(source, "csv"));

        Assert.Equal("completed", job.Text("state"));
        Assert.Equal(3, (int)job["counts"]!["rowsRead"]!);
        Assert.Equal(3, (int)job["counts"]!["unchanged"]!);
        Assert.Equal(3, (int)job["progress"]!["rowsTotal"]!);
    }

    [Fact]
    public async Task What_cannot_be_understood_is_said_at_once()
    {
        using var resource = await Admin.SendTextAsync(HttpMethod.Post, "/v1/exports", """{"resource": "ghosts"}""");
        using var filter = await Admin.SendTextAsync(
            HttpMethod.Post,
            "/v1/exports",
            """{"resource": "customers", "filter": "ghost = 1"}"""
        );
        using var fields = await Admin.SendTextAsync(
            HttpMethod.Post,
            "/v1/exports",
            """{"resource": "customers", "fields": ["ghost"]}"""
        );

        await resource.ExpectProblemAsync(HttpStatusCode.UnprocessableEntity, "unknown-resource");
        Assert.Equal(HttpStatusCode.BadRequest, filter.StatusCode);
        await fields.ExpectProblemAsync(HttpStatusCode.BadRequest, "unknown-field");
    }

    [Fact]
    public async Task Nobody_exports_or_fetches_what_he_may_not_read()
    {
        var source = await SomeAsync("a");
        var job = await Admin.ExportJobAsync(Options(source, "csv"));
        using var exporter = await fixture.Server.WithScopesAsync("exports:run", "products:read");

        using var export = await exporter.SendTextAsync(
            HttpMethod.Post,
            "/v1/exports",
            """{"resource": "customers"}"""
        );
        using var file = await exporter.GetAsync(new Uri($"/v1/exports/{job.Text("id")}/file", UriKind.Relative));

        await export.ExpectProblemAsync(HttpStatusCode.Forbidden, "scope-missing");
        await file.ExpectProblemAsync(HttpStatusCode.Forbidden, "scope-missing");
    }

    [Fact]
    public async Task A_list_also_comes_as_a_workbook()
    {
        var source = await SomeAsync("a", "b");
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"/v1/customers?orderBy=name%20desc&fields=name&filter={Uri.EscapeDataString($"source = \"{source}\"")}"
        );
        request.Headers.Accept.Add(
            new MediaTypeWithQualityHeaderValue("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        );

        using var answer = await Admin.SendAsync(request);
        await using var content = await answer.Content.ReadAsStreamAsync();
        using var document = SpreadsheetDocument.Open(content, isEditable: false);

        var rows = document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>();
        Assert.Equal(["name", "b", "a"], rows.Select(row => row.InnerText));
    }

    [Theory]
    [InlineData(
        1,
        "The end mark in line 4 counts 3 rows; 2 are there. If rows were left out on purpose, take out the mark, too."
    )]
    [InlineData(4, "The file has a column for an end mark and no end mark; it was cut off after 3 rows.")]
    public async Task An_import_notices_that_lines_of_an_export_are_missing(int missing, string detail)
    {
        var source = await SomeAsync("a", "b", "c");
        var file = Encoding.UTF8.GetString(await Admin.ExportAsync(Options(source, "csv", "id", "name")));
        var lines = file.Split("\r\n").ToList();
        lines.RemoveAt(missing);

        var job = await Admin.ImportAsync(
            new
            {
                resource = "customers",
                mode = "update",
                matchOn = (string[])["id"],
            },
            string.Join("\r\n", lines)
        );

        Assert.Equal("failed", job.Text("state"));
        Assert.Equal("file-truncated", job["error"]!.Text("code"));
        Assert.Equal(detail, job["error"]!.Text("detail"));
    }

    private static JsonObject Options(string source, string format, params string[] fields)
    {
        var options = new JsonObject
        {
            ["resource"] = "customers",
            ["format"] = format,
            ["filter"] = $"source = \"{source}\"",
        };
        if (fields.Length > 0)
        {
            options["fields"] = new JsonArray([.. fields.Select(field => (JsonNode)field)]);
        }

        return options;
    }

    /// <summary>Customers of these names, in this order, with a source of their own.</summary>
    private async Task<string> SomeAsync(params string[] names)
    {
        var source = $"export-{Interlocked.Increment(ref s_sources)}";
        foreach (var name in names)
        {
            await Admin.PostAsync(
                "/v1/customers",
                new
                {
                    kind = "organization",
                    name,
                    source,
                }
            );
        }

        return source;
    }
}
