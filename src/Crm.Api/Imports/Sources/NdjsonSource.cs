using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Api.Http.Lists;

namespace Crm.Api.Imports.Sources;

/// <summary>Reads NDJSON: an object per line, its members being the cells. An end mark is checked against the rows before it.</summary>
internal sealed class NdjsonSource : PartReader
{
    private const int SampleLength = 64 * 1024;

    private static readonly JsonDocumentOptions Strictly = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    private readonly FileText _text;
    private readonly TextLines _lines;
    private readonly string _decimal;
    private readonly string[] _columns;
    private readonly EndMarks _marks = new(isPromised: false);

    private NdjsonSource(FileText text, SourceSettings settings, string[] columns, ImportFindings findings)
    {
        _text = text;
        _lines = new TextLines(text);
        _decimal = settings.Decimal;
        _columns = columns;
        Findings = findings with { LineEnd = LineEnds.Of(text.Window), Columns = columns };
    }

    public override IReadOnlyList<string> Columns => _columns;

    public override ImportFindings Findings { get; }

    public override long LinesRead => _lines.Read;

    public static async Task<NdjsonSource> OpenAsync(
        FileText text,
        SourceSettings settings,
        ImportFindings findings,
        CancellationToken cancellationToken
    )
    {
        await text.LookAheadAsync(SampleLength, cancellationToken);
        if (text.Window.IsWhiteSpace())
        {
            throw new ImportUnreadable("file-empty", "The file has no rows.");
        }

        return new NdjsonSource(text, settings, settings.Columns ?? ColumnsIn(text.Window, settings.Wanted), findings);
    }

    public override async ValueTask<SourceRow?> ReadAsync(CancellationToken cancellationToken)
    {
        while (await _lines.NextAsync(cancellationToken) is { } line)
        {
            var (body, fault) = line.Fault is null ? Parse(line.Text) : (null, line.Fault);
            if (body?[EndMark.Name] is not null)
            {
                _marks.Check(body[EndMark.Rows]?.ToJsonString(), _lines.Read);
                continue;
            }

            _marks.CountRow();
            DropResults(body);
            return new SourceRow
            {
                Line = _lines.Read,
                Body = body,
                Cells = body is null ? [line.Text] : Array.ConvertAll(_columns, name => Cell(body, name)),
                Fault = fault ?? TooLarge(body!),
            };
        }

        _marks.CheckWhole();
        return null;
    }

    public override ValueTask DisposeAsync() => _text.DisposeAsync();

    private static string[] ColumnsIn(ReadOnlySpan<char> sample, IReadOnlyList<string> wanted)
    {
        var names = new OrderedDictionary<string, bool>();
        foreach (var range in sample.SplitAny('\r', '\n'))
        {
            if (
                !sample[range].IsWhiteSpace()
                && Parse(sample[range].ToString()).Body is { } body
                && body[EndMark.Name] is null
            )
            {
                foreach (var (name, _) in body)
                {
                    names.TryAdd(name, true);
                }
            }
        }

        var columns = names.Keys.Concat(wanted).Distinct().ToArray();
        return AreResults(columns) ? [.. columns.Where(name => !IsResult(name))] : columns;
    }

    private static (JsonObject? Body, RowFault? Fault) Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line, documentOptions: Strictly) is JsonObject body
                ? (body, null)
                : (null, new RowFault("malformed-json", null, "The line is no JSON object."));
        }
        catch (JsonException wrong)
        {
            var detail = $"The line is not well-formed JSON at byte {wrong.BytePositionInLine ?? 0} of it.";
            return (null, new RowFault("malformed-json", null, detail));
        }
    }

    private static void DropResults(JsonObject? body)
    {
        if (body is not null && AreResults(body.Select(member => member.Key)))
        {
            foreach (var name in body.Select(member => member.Key).Where(IsResult).ToList())
            {
                body.Remove(name);
            }
        }
    }

    private string Cell(JsonObject body, string name) =>
        body[name] switch
        {
            null => "",
            JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
            JsonValue value when value.GetValueKind() == JsonValueKind.Number => value
                .ToJsonString()
                .Replace(".", _decimal, StringComparison.Ordinal),
            var other => other.ToJsonString(),
        };

    private RowFault? TooLarge(JsonObject body)
    {
        foreach (var (name, value) in body)
        {
            if (
                value is JsonValue text
                && text.GetValueKind() == JsonValueKind.String
                && text.GetValue<string>().Length > SourceLimits.CellLength
            )
            {
                return SourceLimits.CellTooLarge(name, _lines.Read);
            }
        }

        return null;
    }
}
