using System.Text;
using Crm.Api.Imports;
using Crm.Api.Imports.Sources;

namespace Crm.Api.Tests.Imports.Sources;

/// <summary>Files with a JSON object per line.</summary>
public sealed class NdjsonSourceTests
{
    [Fact]
    public async Task Members_are_cells_and_the_row_itself_comes_along()
    {
        var read = await SourceFile.ReadAsync(
            "{\"name\":\"Acme\",\"size\":1.5,\"is\":true,\"tags\":[\"a\"]}\r\n\r\n{\"name\":null,\"late\":\"x\"}\r\n"
        );

        Assert.Equal("ndjson", read.Findings.Format.Value);
        Assert.Equal(["name", "size", "is", "tags", "late"], read.Columns);
        Assert.Equal("1 Acme|1.5|true|[\"a\"]|\n3 ||||x", read.Text);
        Assert.Equal("a", (string?)read.Rows[0].Body!["tags"]![0]);
    }

    [Fact]
    public async Task Numbers_are_written_with_the_decimal_sign_the_import_reads()
    {
        var read = await SourceFile.ReadAsync("{\"a\":1.5}\n", new SourceSettings { Decimal = "," });

        Assert.Equal("1 1,5", read.Text);
    }

    [Fact]
    public async Task A_column_that_is_mapped_is_there_even_when_the_beginning_does_not_show_it()
    {
        var rows = string.Concat(Enumerable.Repeat("{\"a\":\"0123456789\"}\n", 5000));

        var read = await SourceFile.ReadAsync($"{rows}{{\"b\":\"x\"}}", new SourceSettings { Wanted = ["b"] });

        Assert.Equal(["a", "b"], read.Columns);
        Assert.Equal("x", read.Rows[^1].Cells[1]);
    }

    [Theory]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":1} x")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("[1]")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":")]
    public async Task A_bad_line_rejects_its_row_only(string line)
    {
        var read = await SourceFile.ReadAsync($"{{\"a\":1}}\n{line}\n{{\"a\":2}}\n");

        Assert.Equal("1 1\n2 malformed-json\n3 2", read.Text);
    }

    [Fact]
    public async Task A_bad_line_says_where()
    {
        var read = await SourceFile.ReadAsync("{\"a\":1}\n{\"a\":tru}\n");

        Assert.Equal("The line is not well-formed JSON at byte 8 of it.", read.Rows[1].Fault!.Detail);
    }

    [Fact]
    public async Task An_undecodable_byte_rejects_its_row_only()
    {
        byte[] file = [.. "{\"a\":\"x\"}\n{\"a\":\""u8, 0xff, .. "\"}\n{\"a\":\"y\"}\n"u8];

        var read = await SourceFile.ReadAsync(new SourceSettings(), file);

        Assert.Equal("1 x\n2 undecodable\n3 y", read.Text);
        Assert.Contains("Byte 16 ", read.Rows[1].Fault!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_and_a_line_that_are_too_large_reject_their_rows_only()
    {
        var cell = new string('x', 2_000_000);
        var line = new string('y', 9_000_000);

        var read = await SourceFile.ReadAsync(
            $"{{\"a\":\"{cell}\"}}\n{{\"a\":\"{line}\"}}\r\n{{\"a\":\"z\"}}\n",
            new SourceSettings { Wanted = ["a"] }
        );

        Assert.Equal("1 cell-too-large a\n2 row-too-large\n3 z", read.Text);
    }

    [Fact]
    public async Task The_end_mark_of_an_export_is_checked_and_is_no_row()
    {
        var read = await SourceFile.ReadAsync("{\"a\":1}\n{\"a\":2}\n{\"_end\":true,\"rows\":2}\n");

        Assert.Equal("1 1\n2 2", read.Text);
        Assert.Equal(["a"], read.Columns);
    }

    [Theory]
    [InlineData("{\"a\":1}\n{\"_end\":true,\"rows\":2}\n")]
    [InlineData("{\"a\":1}\n{\"_end\":true,\"rows\":1}\n{\"a\":2}\n")]
    public async Task An_export_that_lacks_rows_or_its_end_is_truncated(string text)
    {
        var unreadable = await Assert.ThrowsAsync<ImportUnreadable>(() => SourceFile.ReadAsync(text));

        Assert.Equal("file-truncated", unreadable.Code);
    }

    [Fact]
    public async Task Parts_may_have_members_the_first_does_not_know()
    {
        var read = await SourceFile.ReadAsync(
            new SourceSettings(),
            "{\"a\":1}\n"u8.ToArray(),
            Encoding.UTF8.GetBytes("{\"b\":2,\"a\":3}\n")
        );

        Assert.Equal("1 1\n2 3", read.Text);
    }
}
