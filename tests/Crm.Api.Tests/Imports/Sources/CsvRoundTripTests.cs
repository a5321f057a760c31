using System.Globalization;
using System.Text;
using Crm.Api.Imports.Sources;
using CsvHelper;
using CsvHelper.Configuration;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Api.Tests.Imports.Sources;

/// <summary>What a well-known library writes is read back as it was, however the bytes arrive.</summary>
public sealed class CsvRoundTripTests
{
    [Fact]
    public void Rows_come_back_equal_whatever_divides_them_and_wherever_they_are_cut()
    {
        var piece = Gen.Elements(
            "",
            " ",
            "a",
            "ü€",
            "客户",
            "\"",
            "'",
            ",",
            ";",
            "|",
            "\t",
            "\r",
            "\n",
            "\r\n",
            "x\"y",
            "𝄞"
        );
        var cell = from length in Gen.Choose(0, 4) from pieces in piece.ArrayOf(length) select string.Concat(pieces);
        var file =
            from width in Gen.Choose(2, 5)
            from height in Gen.Choose(0, 12)
            from rows in cell.ArrayOf(width).ArrayOf(height)
            from delimiter in Gen.Elements(',', ';', '\t', '|')
            from quote in Gen.Elements('"', '\'')
            from end in Gen.Elements("\r\n", "\n", "\r")
            from encoding in Gen.Elements("utf-8", "utf-16", "gb18030")
            from bytesAtOnce in Gen.Choose(1, 40)
            select (width, rows, delimiter, quote, end, encoding, bytesAtOnce);

        Prop.ForAll(
                Arb.From(file),
                drawn =>
                {
                    var header = Enumerable.Range(1, drawn.width).Select(index => $"c{index}").ToArray();
                    var text = Write([header, .. drawn.rows], drawn.delimiter, drawn.quote, drawn.end);
                    var settings = new SourceSettings
                    {
                        Delimiter = drawn.delimiter,
                        Quote = drawn.quote,
                        Encoding = drawn.encoding,
                    };
                    var read = SourceFile
                        .ReadAsync(settings, drawn.bytesAtOnce, SourceFile.EncodingOf(drawn.encoding).GetBytes(text))
                        .GetAwaiter()
                        .GetResult();
                    Assert.All(read.Rows, row => Assert.Null(row.Fault));
                    Assert.Equal(drawn.rows, read.Rows.Select(row => row.Cells));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static string Write(IEnumerable<string[]> rows, char delimiter, char quote, string end)
    {
        var text = new StringBuilder();
        using var output = new StringWriter(text);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            Quote = quote,
            Escape = quote,
            NewLine = end,
            // By itself it encloses the line ends it writes, but not the other kinds.
            ShouldQuote = cell => cell.Field?.IndexOfAny(['\r', '\n']) >= 0 || ConfigurationFunctions.ShouldQuote(cell),
        };
        using (var writer = new CsvWriter(output, configuration))
        {
            foreach (var row in rows)
            {
                foreach (var cell in row)
                {
                    writer.WriteField(cell);
                }

                writer.NextRecord();
            }
        }

        return text.ToString();
    }
}
