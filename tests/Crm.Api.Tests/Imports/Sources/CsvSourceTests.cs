using System.Text;
using Crm.Api.Imports;
using Crm.Api.Imports.Sources;

namespace Crm.Api.Tests.Imports.Sources;

/// <summary>CSV files as people really have them.</summary>
public sealed class CsvSourceTests
{
    private static readonly SourceSettings Nothing = new();

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    public async Task Unicode_is_read_with_its_byte_order_mark_and_utf8_without_one(string name, bool hasMark)
    {
        var encoding = SourceFile.EncodingOf(name);
        byte[] file =
        [
            .. hasMark ? encoding.GetPreamble() : [],
            .. encoding.GetBytes("name,city\nJürgen,Köln\n张伟,北京\n"),
        ];

        var read = await SourceFile.ReadAsync(Nothing, file);

        Assert.Equal(["name", "city"], read.Columns);
        Assert.Equal("2 Jürgen|Köln\n3 张伟|北京", read.Text);
        Assert.Equal(name, read.Findings.Encoding!.Value);
        Assert.Equal(hasMark, read.Findings.ByteOrderMark);
    }

    [Theory]
    [InlineData("windows-1252", "Müller – Söhne|Straße 5 €")]
    [InlineData("gb18030", "客户名称|重庆市 €")]
    [InlineData("utf-16", "Ünï|客户")]
    [InlineData("shift_jis", "株式会社|東京")]
    public async Task Another_encoding_is_read_when_told(string name, string row)
    {
        var file = SourceFile.EncodingOf(name).GetBytes($"a|b\n{row}\n");

        var read = await SourceFile.ReadAsync(new SourceSettings { Encoding = name, Delimiter = '|' }, file);

        Assert.Equal($"2 {row}", read.Text);
        Assert.Equal("The import says so.", read.Findings.Encoding!.Because);
    }

    [Fact]
    public async Task A_byte_order_mark_wins_over_what_is_told()
    {
        byte[] file = [.. Encoding.UTF8.GetPreamble(), .. "name\nKöln\n"u8];

        var read = await SourceFile.ReadAsync(new SourceSettings { Encoding = "windows-1252" }, file);

        Assert.Equal("2 Köln", read.Text);
        Assert.Contains("wins over the 'windows-1252'", read.Findings.Encoding!.Because, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\r\n", "crlf")]
    [InlineData("\n", "lf")]
    [InlineData("\r", "cr")]
    public async Task Lines_may_end_in_each_of_the_three_ways(string end, string found)
    {
        var read = await SourceFile.ReadAsync($"a,b{end}1,2{end}{end}3,\"4{end}5\"{end}6,7{end}");

        Assert.Equal($"2 1|2\n4 3|4{end}5\n6 6|7", read.Text);
        Assert.Equal(found, read.Findings.LineEnd!.Value);
    }

    [Fact]
    public async Task Line_ends_may_be_mixed_and_the_last_one_missing()
    {
        var read = await SourceFile.ReadAsync("a,b\r\n1,2\r3,4\n\n5,6");

        Assert.Equal("2 1|2\n3 3|4\n5 5|6", read.Text);
        Assert.Equal("mixed", read.Findings.LineEnd!.Value);
    }

    [Theory]
    [InlineData("a,b,c\n1,2,3\n", ",")]
    [InlineData("a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n", ";")]
    [InlineData("a\tb\nx, y; z\t1\n", "\t")]
    [InlineData("a|b\n1,2|3\n", "|")]
    [InlineData("sep=;\r\na;b\r\n1;2,3\r\n", ";")]
    [InlineData("\"a,a,a\";b\n1;2\n", ";")]
    public async Task The_delimiter_is_found_and_said(string csv, string delimiter)
    {
        var read = await SourceFile.ReadAsync(csv);

        Assert.Equal(delimiter, read.Findings.Delimiter!.Value);
        Assert.All(read.Rows, row => Assert.Null(row.Fault));
        Assert.NotEmpty(read.Rows);
        Assert.Contains("b", read.Columns);
    }

    [Fact]
    public async Task What_was_decided_comes_with_its_reason()
    {
        var findings = (await SourceFile.ReadAsync("name;city\nA;B\nC;D;E\n")).Findings;

        Assert.Equal("It divides 2 of the first 3 rows into 2 cells.", findings.Delimiter!.Because);
        Assert.Equal("No cell of the beginning is enclosed by anything.", findings.Quote!.Because);
        Assert.Equal("csv", findings.Format.Value);
        Assert.Equal("none", findings.Compression.Value);
        Assert.Equal("It ends all of the first 3 lines.", findings.LineEnd!.Because);
        Assert.Equal(["name", "city"], findings.Columns);
    }

    [Fact]
    public async Task Apostrophes_are_quotes_only_where_they_enclose_cells()
    {
        var quoted = await SourceFile.ReadAsync("'name','city'\n'Smith, John','Rome'\n'O''Hara','Bonn'\n");
        var names = await SourceFile.ReadAsync("name,city\n't Hooft,Rome\nO'Hara,Bonn\n");

        Assert.Equal("2 Smith, John|Rome\n3 O'Hara|Bonn", quoted.Text);
        Assert.Equal("'", quoted.Findings.Quote!.Value);
        Assert.Equal("2 't Hooft|Rome\n3 O'Hara|Bonn", names.Text);
        Assert.Equal("\"", names.Findings.Quote!.Value);
    }

    [Fact]
    public async Task A_quoted_cell_may_hold_delimiters_quotes_and_line_ends()
    {
        var read = await SourceFile.ReadAsync("a,b\n\"x, \"\"y\"\"\nz\" ,2\n3,4\n");

        Assert.Equal("2 x, \"y\"\nz|2\n4 3|4", read.Text);
    }

    [Fact]
    public async Task A_row_that_is_too_short_or_too_long_is_ragged_and_no_other()
    {
        var read = await SourceFile.ReadAsync("a,b\n1\n1,2,3\n1,2\n");

        Assert.Equal("2 ragged-row\n3 ragged-row\n4 1|2", read.Text);
        Assert.Equal(["1", "2", "3"], read.Rows[1].Cells);
    }

    [Fact]
    public async Task A_quote_that_is_not_doubled_rejects_its_row_only()
    {
        var read = await SourceFile.ReadAsync("a,b\n\"say \"hi\" now\",2\n5\" pipe,4\n");

        Assert.Equal("2 quote-misplaced a\n3 5\" pipe|4", read.Text);
    }

    [Fact]
    public async Task A_quote_that_never_closes_is_told_with_the_line_it_opens_in_and_takes_no_memory()
    {
        var rest = string.Concat(Enumerable.Repeat("3,4\n", 3_000_000));
        var bytes = Encoding.UTF8.GetBytes($"a,b\n1,2\n1,\"open\n{rest}");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var read = await SourceFile.ReadAsync(Nothing, bytes);

        Assert.Equal("2 1|2\n3 cell-too-large b", read.Text);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 12_000_000);
    }

    [Fact]
    public async Task A_short_quote_that_never_closes_names_its_line()
    {
        var read = await SourceFile.ReadAsync("a,b\n1,2\n1,\"open\n5,6\n");

        Assert.Equal("2 1|2\n3 quote-unclosed b", read.Text);
        Assert.Equal("The quote that opens in line 3 is never closed.", read.Rows[1].Fault!.Detail);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    public async Task A_cell_of_five_megabytes_rejects_its_row_only(string quote)
    {
        var large = new string('x', 5_000_000);

        var read = await SourceFile.ReadAsync($"a,b\n1,{quote}{large}{quote}\n3,4\n");

        Assert.Equal("2 cell-too-large b\n3 3|4", read.Text);
        Assert.True(read.Rows[0].Cells[1].Length < 300);
    }

    [Fact]
    public async Task A_cell_of_a_megabyte_is_read()
    {
        var large = new string('x', SourceLimits.CellLength);

        var read = await SourceFile.ReadAsync($"a,b\n1,\"{large}\"\n");

        Assert.Equal(large, read.Rows[0].Cells[1]);
    }

    [Fact]
    public async Task An_endless_row_is_too_large()
    {
        var read = await SourceFile.ReadAsync($"a,b\n{new string(',', 100_000)}\n3,4\n");

        Assert.Equal("2 row-too-large\n3 3|4", read.Text);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(70_000)]
    public async Task An_undecodable_byte_is_told_with_its_place_in_the_file(int bytesAtOnce)
    {
        var filler = Encoding.UTF8.GetBytes(new string('ü', 40_000));
        byte[] file =
        [
            .. "a,b\n"u8,
            .. filler,
            .. ",2\n3,K"u8,
            0xf6,
            .. "ln\n5,\ufffd\n6,"u8,
            0xc3,
            0xc3,
            .. "\n7,"u8,
            0xe4,
            0xb8,
        ];

        var read = await SourceFile.ReadAsync(Nothing, bytesAtOnce, file);

        Assert.Equal(
            "3 undecodable b\n4 5|\ufffd\n5 undecodable b\n6 undecodable b",
            read.Text[(read.Text.IndexOf('\n', StringComparison.Ordinal) + 1)..]
        );
        Assert.Equal(
            [
                "Byte 80010 of the file (counted from 0, hexadecimal f6) is not utf-8.",
                "Byte 80022 of the file (counted from 0, hexadecimal c3) is not utf-8.",
                "Byte 80027 of the file (counted from 0, hexadecimal e4) is not utf-8.",
            ],
            read.Rows.Select(row => row.Fault?.Detail).OfType<string>()
        );
    }

    [Fact]
    public async Task A_byte_that_gb18030_does_not_have_rejects_its_row_only()
    {
        byte[] file = [.. SourceFile.EncodingOf("gb18030").GetBytes("a,b\n客,1\n"), (byte)'x', 0xff, .. ",2\ny,3\n"u8];

        var read = await SourceFile.ReadAsync(new SourceSettings { Encoding = "gb18030" }, file);

        Assert.Equal("2 客|1\n3 undecodable a\n4 y|3", read.Text);
    }

    [Fact]
    public async Task Half_a_character_of_utf16_is_undecodable()
    {
        byte[] file = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("a,b\n1,2\n3,4"), 0x41];

        var read = await SourceFile.ReadAsync(Nothing, file);

        Assert.Equal("2 1|2\n3 undecodable b", read.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \r\n\n")]
    public async Task A_file_with_nothing_in_it_is_empty(string csv)
    {
        var unreadable = await Assert.ThrowsAsync<ImportUnreadable>(() => SourceFile.ReadAsync(csv));

        Assert.Equal("file-empty", unreadable.Code);
    }

    [Theory]
    [InlineData("name,city")]
    [InlineData("name,city\r\n\r\n")]
    public async Task A_header_alone_is_a_file_of_no_rows(string csv)
    {
        var read = await SourceFile.ReadAsync(csv);

        Assert.Equal(["name", "city"], read.Columns);
        Assert.Empty(read.Rows);
    }

    [Fact]
    public async Task Repeated_columns_are_kept_for_the_mapping_to_judge()
    {
        var read = await SourceFile.ReadAsync("name,note,note\nA,b,c\n");

        Assert.Equal(["name", "note", "note"], read.Columns);
        Assert.Equal("2 A|b|c", read.Text);
    }

    [Fact]
    public async Task The_columns_of_an_earlier_result_are_left_out()
    {
        var read = await SourceFile.ReadAsync("name,_line,_outcome,_id,_code,_detail,city\nA,2,rejected,,x,y,Rome\n");

        Assert.Equal(["name", "city"], read.Columns);
        Assert.Equal("2 A|Rome", read.Text);
    }

    [Fact]
    public async Task A_column_that_only_looks_like_one_of_a_result_stays()
    {
        Assert.Equal(["_id", "name"], (await SourceFile.ReadAsync("_id,name\n1,A\n")).Columns);
    }

    [Fact]
    public async Task Formulas_are_text()
    {
        var read = await SourceFile.ReadAsync("a,b\n=1+1,\"=HYPERLINK(\"\"x\"\")\"\n+49 30,-5\n");

        Assert.Equal("2 =1+1|=HYPERLINK(\"x\")\n3 +49 30|-5", read.Text);
    }

    [Fact]
    public async Task Gzip_is_seen_by_its_first_bytes()
    {
        var read = await SourceFile.ReadAsync(Nothing, SourceFile.Gzip("a,b\n1,2\n"u8.ToArray()));

        Assert.Equal("2 1|2", read.Text);
        Assert.Equal("gzip", read.Findings.Compression.Value);
    }

    [Fact]
    public async Task A_gzip_that_is_not_whole_is_unreadable_and_not_shorter()
    {
        var rows = string.Concat(Enumerable.Range(0, 50_000).Select(row => $"{row},{row * 7919 % 1000}\n"));
        var packed = SourceFile.Gzip(Encoding.UTF8.GetBytes($"a,b\n{rows}"));

        var unreadable = await Assert.ThrowsAsync<ImportUnreadable>(() =>
            SourceFile.ReadAsync(Nothing, packed[..(packed.Length / 2)])
        );

        Assert.Equal("file-unreadable", unreadable.Code);
    }

    [Fact]
    public async Task Parts_are_read_one_after_the_other_with_lines_counted_through()
    {
        var read = await SourceFile.ReadAsync(
            Nothing,
            "a;b\n1;2\n"u8.ToArray(),
            SourceFile.Gzip("a;b\n3;4\n5\n"u8.ToArray()),
            [.. Encoding.UTF8.GetPreamble(), .. "a;b\n6;7"u8]
        );

        Assert.Equal("2 1|2\n4 3|4\n5 ragged-row\n7 6|7", read.Text);
        Assert.StartsWith("Part 2: ", read.Rows[2].Fault!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_with_different_headers_are_no_one_file()
    {
        var unreadable = await Assert.ThrowsAsync<ImportUnreadable>(() =>
            SourceFile.ReadAsync(Nothing, "a,b\n1,2\n"u8.ToArray(), "b,a\n1,2\n"u8.ToArray())
        );

        Assert.Equal("parts-differ", unreadable.Code);
    }
}
