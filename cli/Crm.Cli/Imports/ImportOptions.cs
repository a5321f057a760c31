using System.CommandLine;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;

namespace Crm.Cli.Imports;

/// <summary>What a file means: a map file, and flags that override what stands in it.</summary>
internal sealed class ImportOptions
{
    private static readonly string[] Modes = ["create", "update", "upsert", "createOrSkip"];

    private readonly Option<string?> _map = new("--map")
    {
        Description =
            "JSON with mapping, matchOn, mode and format, as `crm import map` proposes it (default: each header is a field's path)",
        HelpName = "MAP.json",
    };

    private readonly Option<string?> _mode = new("--mode") { Description = "What a row may do (default create)" };

    private readonly Option<string[]> _matchOn = new("--match-on")
    {
        Description = "Key by which a row is recognised as a stored record (repeatable)",
        HelpName = "KEY",
    };

    private readonly Option<string[]> _alias = new("--alias")
    {
        Description = "In this column FROM means TO (repeatable)",
        HelpName = "COLUMN:FROM=TO",
    };

    private readonly Option<string?> _emptyCell = new("--empty-cell")
    {
        Description = "What an empty cell does to a stored record (default ignore)",
    };

    private readonly Option<string?> _multiValue = new("--multi-value")
    {
        Description = "What values do to a stored list such as tags (default replace)",
    };

    private readonly Option<string?> _duplicates = new("--duplicates")
    {
        Description = "What becomes of rows that look like a stored record, or like an earlier row (default allow)",
    };

    private readonly Option<double?> _duplicateThreshold = new("--duplicate-threshold")
    {
        Description = "How sure it must be that two are one, 0 to 1",
        HelpName = "NUMBER",
    };

    private readonly Option<bool> _silent = new("--silent")
    {
        Description = "Leave webhooks and automations out; your key needs the scope imports:silent",
    };

    private readonly Option<string?> _fileFormat = new("--format")
    {
        Description = "What the file is (default: seen from its beginning)",
    };

    private readonly Option<string[]> _dateFormat = new("--date-format")
    {
        Description = "How dates are written, such as dd-MM-yy (repeatable; the first that fits wins)",
        HelpName = "FORMAT",
    };

    private readonly (string Name, Option<string?> Option)[] _format =
    [
        ("encoding", Format("--encoding", "Such as utf-8, windows-1252 or gb18030", "NAME")),
        ("delimiter", Format("--delimiter", "Between cells (default: seen from the file)", "CHARACTER")),
        ("quote", Format("--quote", "Around cells that hold delimiters (default: seen from the file)", "CHARACTER")),
        ("decimal", Format("--decimal", "Decimal sign of numbers, a point or a comma", "CHARACTER")),
        ("group", Format("--group", "Between groups of digits, such as a comma or a space", "CHARACTER")),
        ("timeZone", Format("--time-zone", "Zone in which a date becomes a moment", "ZONE")),
        ("currency", Format("--currency", "Of amounts that name none", "CODE")),
        ("phoneCountry", Format("--phone-country", "Of telephone numbers that name none", "CODE")),
    ];

    public ImportOptions(Command command)
    {
        _mode.AcceptOnlyFromAmong(Modes);
        _emptyCell.AcceptOnlyFromAmong("ignore", "clear");
        _multiValue.AcceptOnlyFromAmong("replace", "append");
        _duplicates.AcceptOnlyFromAmong("allow", "warn", "block");
        _fileFormat.AcceptOnlyFromAmong("csv", "ndjson", "xlsx");
        Option[] options =
        [
            _map,
            _mode,
            _matchOn,
            _alias,
            _emptyCell,
            _multiValue,
            _duplicates,
            _duplicateThreshold,
            _silent,
            _fileFormat,
            _dateFormat,
            .. _format.Select(entry => entry.Option),
        ];
        foreach (var option in options)
        {
            command.Add(option);
        }
    }

    /// <summary>The options of the request, but for the resource.</summary>
    public async Task<JsonObject> ReadAsync(ParseResult parsed, Shell shell, CancellationToken cancellationToken)
    {
        var file = parsed.GetValue(_map);
        var map = file is null ? [] : await InputFile.ReadObjectAsync(file, shell, cancellationToken);
        map["mode"] = parsed.GetValue(_mode) ?? (string?)map["mode"] ?? Modes[0];
        if (parsed.GetValue(_matchOn) is { Length: > 0 } keys)
        {
            map["matchOn"] = Texts(keys);
        }

        Put(map, "emptyCell", parsed.GetValue(_emptyCell));
        Put(map, "multiValue", parsed.GetValue(_multiValue));
        Put(map, "duplicates", parsed.GetValue(_duplicates));
        if (parsed.GetValue(_duplicateThreshold) is { } threshold)
        {
            map["duplicateThreshold"] = threshold;
        }

        if (parsed.GetValue(_silent))
        {
            map["silent"] = true;
        }

        foreach (var (name, value) in FormatsIn(parsed))
        {
            var format = map["format"] ??= new JsonObject();
            format[name] = value;
        }

        foreach (var alias in parsed.GetValue(_alias) ?? [])
        {
            ImportAlias.Apply(map, alias);
        }

        return map;
    }

    private IEnumerable<(string Name, JsonNode Value)> FormatsIn(ParseResult parsed)
    {
        if (parsed.GetValue(_fileFormat) is { } fileFormat)
        {
            yield return ("format", fileFormat);
        }

        var dates = parsed.GetValue(_dateFormat) ?? [];
        if (dates.Length > 0)
        {
            yield return dates is [var only] ? ("dateFormat", only) : ("dateFormats", Texts(dates));
        }

        foreach (var (name, option) in _format)
        {
            if (parsed.GetValue(option) is { } value)
            {
                yield return (name, value);
            }
        }
    }

    private static void Put(JsonObject map, string name, string? value)
    {
        if (value is not null)
        {
            map[name] = value;
        }
    }

    private static JsonArray Texts(string[] texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static Option<string?> Format(string name, string description, string valueName) =>
        new(name) { Description = description, HelpName = valueName };
}
