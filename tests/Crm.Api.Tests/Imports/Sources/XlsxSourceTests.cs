using Crm.Api.Imports;
using Crm.Api.Imports.Sources;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Crm.Api.Tests.Imports.Sources;

/// <summary>Workbooks.</summary>
public sealed class XlsxSourceTests
{
    private const uint DateStyle = 1;

    [Fact]
    public async Task Values_become_text_that_does_not_depend_on_how_they_are_shown()
    {
        var file = Workbook(
            [Text("name"), Text("count"), Text("day"), Text("is"), Text("sum")],
            [Text(" Acme "), Number("1234567.25"), Date("46021"), Flag(true), Formula("B2*2", "2469134.5")],
            [Text("=1+1"), Number("491511234567"), Date("46021.5"), Flag(false), Text("")]
        );

        var read = await SourceFile.ReadAsync(new SourceSettings(), file);

        Assert.Equal(
            "2  Acme |1234567.25|2025-12-30|true|2469134.5\n3 =1+1|491511234567|2025-12-30T12:00:00|false|",
            read.Text
        );
        Assert.Equal("xlsx", read.Findings.Format.Value);
        Assert.Equal("Customers", read.Findings.Sheet!.Value);
        Assert.Equal("It is the first of 2.", read.Findings.Sheet.Because);
    }

    [Fact]
    public async Task Numbers_are_written_with_the_decimal_sign_the_import_reads()
    {
        var file = Workbook([Text("a")], [Number("0.1")]);

        var read = await SourceFile.ReadAsync(new SourceSettings { Decimal = "," }, file);

        Assert.Equal("2 0,1", read.Text);
    }

    [Fact]
    public async Task Empty_rows_are_passed_over_and_long_ones_are_ragged()
    {
        var file = Workbook([Text("a"), Text("b")], [], [Number("1")], [Number("1"), Number("2"), Number("3")]);

        var read = await SourceFile.ReadAsync(new SourceSettings(), SourceFile.Gzip(file));

        Assert.Equal("3 1|\n4 ragged-row", read.Text);
    }

    [Fact]
    public async Task A_workbook_without_a_header_is_empty()
    {
        var unreadable = await Assert.ThrowsAsync<ImportUnreadable>(() =>
            SourceFile.ReadAsync(new SourceSettings(), Workbook())
        );

        Assert.Equal("file-empty", unreadable.Code);
    }

    [Fact]
    public async Task What_is_no_workbook_is_unreadable_as_one()
    {
        byte[] zip = [0x50, 0x4b, 0x03, 0x04, 1, 2, 3];
        foreach (var (file, format) in new[] { (zip, (FileFormat?)null), ("a,b\n"u8.ToArray(), FileFormat.Xlsx) })
        {
            var unreadable = await Assert.ThrowsAsync<ImportUnreadable>(() =>
                SourceFile.ReadAsync(new SourceSettings { Format = format }, file)
            );

            Assert.Equal("file-unreadable", unreadable.Code);
        }
    }

    private static Cell Text(string text) =>
        new() { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text)) };

    private static Cell Number(string number) => new() { CellValue = new CellValue(number) };

    private static Cell Date(string serial) => new() { CellValue = new CellValue(serial), StyleIndex = DateStyle };

    private static Cell Flag(bool value) =>
        new() { DataType = CellValues.Boolean, CellValue = new CellValue(value ? "1" : "0") };

    private static Cell Formula(string formula, string value) =>
        new() { CellFormula = new CellFormula(formula), CellValue = new CellValue(value) };

    private static byte[] Workbook(params Cell[][] rows)
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            workbook.Workbook = new Workbook(
                new Sheets(Sheet(workbook, 1, "Customers", rows), Sheet(workbook, 2, "Notes", []))
            );
        }

        return bytes.ToArray();
    }

    private static Sheet Sheet(WorkbookPart workbook, uint number, string name, Cell[][] rows)
    {
        var part = workbook.AddNewPart<WorksheetPart>();
        part.Worksheet = new Worksheet(
            new SheetData(
                rows.Select(
                    (cells, index) =>
                    {
                        var line = (uint)index + 1;
                        for (var column = 0; column < cells.Length; column++)
                        {
                            cells[column].CellReference = $"{(char)('A' + column)}{line}";
                        }

                        return new Row(cells.AsEnumerable<OpenXmlElement>()) { RowIndex = line };
                    }
                )
            )
        );
        return new Sheet
        {
            Id = workbook.GetIdOfPart(part),
            SheetId = number,
            Name = name,
        };
    }

    private static Stylesheet Styles() =>
        new(
            new Fonts(new Font()),
            new Fills(new Fill()),
            new Borders(new Border()),
            new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true })
        );
}
