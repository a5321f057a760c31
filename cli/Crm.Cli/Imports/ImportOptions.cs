using System.CommandLine;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;

namespace Crm.Cli.Imports;

/// <summary>What a file means: a map file, and flags that override what stands in it.</summary>
internal sealed class ImportOptions
{
    private static readonly string[] Modes = ["create", "update", "upsert", "createOrSkip"];

    private readonly Option<string> _map = new("--map")
    {
        Description = "JSON with mapping, matchOn, mode and format, as `crm import map` proposes it",
        HelpName = "MAP.json",
        Required = true,
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

    private readonly (string Name, Option<string?> Option)[] _format =
    [
        ("encoding", Format("--encoding", "Such as utf-8, windows-1252 or gb18030", "NAME")),
        ("delimiter", Format("--delimiter", "Between cells (default a comma)", "CHARACTER")),
        ("decimal", Format("--decimal", "Decimal sign of numbers, a point or a comma", "CHARACTER")),
        ("dateFormat", Format("--date-format", "How dates are written, such as dd-MM-yy", "FORMAT")),
        ("timeZone", Format("--time-zone", "Zone in which a date becomes a moment", "ZONE")),
        ("currency", Format("--currency", "Of amounts that name none", "CODE")),
    ];

    public ImportOptions(Command command)
    {
        _mode.AcceptOnlyFromAmong(Modes);
        Option[] options = [_map, _mode, _matchOn, _alias, .. _format.Select(entry => entry.Option)];
        foreach (var option in options)
        {
            command.Add(option);
        }
    }

    /// <summary>The options of the request, but for the resource.</summary>
    public async Task<JsonObject> ReadAsync(ParseResult parsed, Shell shell, CancellationToken cancellationToken)
    {
        var map = await InputFile.ReadObjectAsync(parsed.GetRequiredValue(_map), shell, cancellationToken);
        map["mode"] = parsed.GetValue(_mode) ?? (string?)map["mode"] ?? Modes[0];
        if (parsed.GetValue(_matchOn) is { Length: > 0 } keys)
        {
            map["matchOn"] = new JsonArray([.. keys.Select(key => JsonValue.Create(key))]);
        }

        foreach (var (name, option) in _format)
        {
            if (parsed.GetValue(option) is { } value)
            {
                var format = map["format"] ??= new JsonObject();
                format[name] = value;
            }
        }

        foreach (var alias in parsed.GetValue(_alias) ?? [])
        {
            ImportAlias.Apply(map, alias);
        }

        return map;
    }

    private static Option<string?> Format(string name, string description, string valueName) =>
        new(name) { Description = description, HelpName = valueName };
}
