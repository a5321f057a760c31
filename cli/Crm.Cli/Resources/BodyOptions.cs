using System.CommandLine;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Contracts;

namespace Crm.Cli.Resources;

/// <summary>The ways to give a body: a file, then options for its fields, then `--set` for whatever lies deeper.</summary>
internal sealed class BodyOptions
{
    private readonly IReadOnlyList<BodyField> _fields;
    private readonly FieldOptions _fieldOptions;

    private readonly Option<string?> _file = new("--file")
    {
        Description = "Start from the JSON in this file, or on stdin with -",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Set a field by its path: path=text, or path:=JSON (repeatable)",
        HelpName = "PATH=VALUE",
    };

    public BodyOptions(Command command, GlobalOptions shared, IReadOnlyList<BodyField> fields)
    {
        command.Add(_file);
        command.Add(_set);
        _fields = fields;
        _fieldOptions = new FieldOptions(command, shared, fields);
    }

    /// <summary>The body, or nothing when none of the options was given.</summary>
    public async Task<JsonObject?> ReadAsync(ParseResult parsed, Shell shell, CancellationToken cancellationToken)
    {
        var file = parsed.GetValue(_file);
        var given = _fieldOptions.Given(parsed).ToArray();
        var assignments = parsed.GetValue(_set) ?? [];
        if (file is null && given.Length == 0 && assignments.Length == 0)
        {
            return null;
        }

        var body = file is null ? [] : await InputFile.ReadObjectAsync(file, shell, cancellationToken);
        foreach (var (field, value) in given)
        {
            body[field.Name] = value;
        }

        foreach (var assignment in assignments)
        {
            BodyAssignment.Apply(body, assignment, _fields);
        }

        return body;
    }

    /// <summary>Like <see cref="ReadAsync"/>, for commands that make no sense without a body.</summary>
    public async Task<JsonObject> ReadRequiredAsync(
        ParseResult parsed,
        Shell shell,
        CancellationToken cancellationToken
    ) =>
        await ReadAsync(parsed, shell, cancellationToken)
        ?? throw Failure.Usage(
            "No field was given.",
            $"give options, --set or --file: {CommandPath.Of(parsed.CommandResult.Command)} --help"
        );
}
