using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Crm.Api.Kernel;

namespace Crm.Api.Http.Lists;

/// <summary>
/// Writes a workbook (ECMA-376) of one sheet straight into its archive, a row at a time. The packaging library would keep the whole
/// sheet in memory, because it opens its archive for changes.
/// </summary>
internal sealed partial class XlsxSheet : IDisposable
{
    public const int MaxRows = 1_048_576;

    private const int MaxTextLength = 32_767;
    private const int MaxDigits = 15;
    private const int Letters = 26;
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string OfficeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";

    private readonly ZipArchive _archive;
    private readonly StreamWriter _sheet;
    private readonly List<string> _columnNames = [];
    private int _row = 1;
    private int _column;

    public XlsxSheet(Stream stream)
    {
        _archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Add(
            "[Content_Types].xml",
            """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"""
                + """<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"""
                + """<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>"""
                + """<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"""
                + "</Types>"
        );
        Add("_rels/.rels", Relation("officeDocument", "xl/workbook.xml"));
        Add("xl/_rels/workbook.xml.rels", Relation("worksheet", "worksheets/sheet1.xml"));
        Add(
            "xl/workbook.xml",
            $"""<workbook xmlns="{Main}" xmlns:r="{OfficeRelations}"><sheets><sheet name="Records" sheetId="1" r:id="rId1"/></sheets></workbook>"""
        );
        _sheet = Open("xl/worksheets/sheet1.xml");
        _sheet.Write($"""{Declaration}<worksheet xmlns="{Main}"><sheetData>""");
    }

    public void Cell(string? text, CellKind kind)
    {
        if (_column == 0)
        {
            _sheet.Write("<row>");
        }

        var column = _column++;
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        _sheet.Write("<c r=\"");
        _sheet.Write(NameOf(column));
        _sheet.Write(_row);
        switch (kind)
        {
            case CellKind.Number when FitsDouble(text):
                _sheet.Write("\"><v>");
                _sheet.Write(text);
                _sheet.Write("</v></c>");
                break;
            case CellKind.Flag:
                _sheet.Write("\" t=\"b\"><v>");
                _sheet.Write(text == "true" ? '1' : '0');
                _sheet.Write("</v></c>");
                break;
            default:
                _sheet.Write("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
                WriteText(text, column);
                _sheet.Write("</t></is></c>");
                break;
        }
    }

    public void EndRow()
    {
        if (_row > MaxRows)
        {
            throw RuleBroken.Invalid(
                "too-many-rows",
                $"A workbook holds {MaxRows - 1} rows below its header and there are more; take CSV or NDJSON, or narrow the filter."
            );
        }

        _sheet.Write("</row>");
        _row++;
        _column = 0;
    }

    /// <summary>Without this the sheet is not well-formed.</summary>
    public void Finish() => _sheet.Write("</sheetData></worksheet>");

    public void Dispose()
    {
        _sheet.Dispose();
        _archive.Dispose();
    }

    private void Add(string name, string content)
    {
        using var part = Open(name);
        part.Write(Declaration);
        part.Write(content);
    }

    private StreamWriter Open(string name) =>
        new(
            _archive.CreateEntry(name, CompressionLevel.Fastest).Open(),
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Spool.BufferSize
        );

    private static string Relation(string type, string target) =>
        $"""<Relationships xmlns="{Relations}"><Relationship Id="rId1" Type="{OfficeRelations}/{type}" Target="{target}"/></Relationships>""";

    /// <summary>A, B, … Z, AA, AB, …</summary>
    private string NameOf(int column)
    {
        while (_columnNames.Count <= column)
        {
            var name = "";
            for (var rest = _columnNames.Count; rest >= 0; rest = (rest / Letters) - 1)
            {
                name = (char)('A' + (rest % Letters)) + name;
            }

            _columnNames.Add(name);
        }

        return _columnNames[column];
    }

    /// <summary>Spreadsheets keep numbers as binary fractions; one with more digits stays text rather than change.</summary>
    private static bool FitsDouble(string text) => text.Count(char.IsAsciiDigit) <= MaxDigits;

    private void WriteText(string text, int column)
    {
        if (text.Length > MaxTextLength)
        {
            throw RuleBroken.Invalid(
                "cell-too-long",
                $"A cell of a workbook holds {MaxTextLength} characters; {NameOf(column)}{_row.ToString(CultureInfo.InvariantCulture)} "
                    + "would have more. Take CSV or NDJSON, or leave the field out."
            );
        }

        var start = 0;
        foreach (Match match in Special().Matches(text))
        {
            _sheet.Write(text.AsSpan(start, match.Index - start));
            _sheet.Write(Escaped(match.Value[0]));
            start = match.Index + 1;
        }

        _sheet.Write(text.AsSpan(start));
    }

    private static string Escaped(char character) =>
        character switch
        {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            _ => $"_x{(int)character:X4}_",
        };

    /// <summary>What XML does not allow or changes, and what would be taken for such a character written as <c>_xHHHH_</c>.</summary>
    [GeneratedRegex(@"[&<>\x00-\x08\x0B-\x1F\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex Special();
}
