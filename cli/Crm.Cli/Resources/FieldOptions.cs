using System.CommandLine;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Contracts;

namespace Crm.Cli.Resources;

/// <summary>One option for each field of the contract that fits on a command line.</summary>
internal sealed class FieldOptions
{
    private readonly List<(BodyField Field, Option<string[]> Option)> _options = [];

    /// <summary>A field whose option would hide one of the command's own stays out; `--set` still reaches it.</summary>
    public FieldOptions(Command command, GlobalOptions shared, IEnumerable<BodyField> fields)
    {
        var taken = command
            .Options.Concat(shared.All)
            .Select(option => option.Name)
            .Append("--help")
            .Append("--version")
            .ToHashSet();
        foreach (var field in fields.Where(field => field.Kind != FieldKind.Nested && taken.Add(field.OptionName)))
        {
            var option = OptionFor(field);
            // Before the options every command has: the fields are what people look for in its help.
            command.Options.Insert(_options.Count, option);
            _options.Add((field, option));
        }
    }

    /// <summary>The fields that were given.</summary>
    public IEnumerable<(BodyField Field, JsonNode Value)> Given(ParseResult parsed) =>
        from entry in _options
        let result = parsed.GetResult(entry.Option)
        where result is { Implicit: false }
        select (entry.Field, Value(entry.Field, parsed.GetValue(entry.Option) ?? []));

    private static JsonNode Value(BodyField field, string[] texts) =>
        field.IsList ? new JsonArray([.. texts.Select(text => FieldText.Parse(field.Kind, text))])
        : texts.Length == 0 ? JsonValue.Create(true)
        : FieldText.Parse(field.Kind, texts[0])!;

    private static Option<string[]> OptionFor(BodyField field)
    {
        var isFlag = field is { Kind: FieldKind.Boolean, IsList: false };
        var option = new Option<string[]>(field.OptionName)
        {
            Description = DescriptionOf(field),
            HelpName = field.Kind.ToString().ToUpperInvariant(),
            // Without this the library reads a list only where several values are allowed.
            CustomParser = result => [.. result.Tokens.Select(token => token.Value)],
            Arity =
                isFlag ? ArgumentArity.ZeroOrOne
                : field.IsList ? ArgumentArity.OneOrMore
                : ArgumentArity.ExactlyOne,
        };
        if (field.Values.Count > 0)
        {
            option.AcceptOnlyFromAmong([.. field.Values]);
        }

        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => FieldText.Parse(field.Kind, token.Value) is null))
            {
                result.AddError(
                    $"'{token.Value}' does not fit {field.OptionName}: it takes {FieldText.Expectation(field.Kind)}."
                );
            }
        });
        return option;
    }

    private static string DescriptionOf(BodyField field)
    {
        var sentence = field.Description.Split(". ")[0].Split('\n')[0].TrimEnd('.');
        var notes = string.Join(
            ", ",
            new[] { field.IsRequired ? "required" : "", field.IsList ? "repeatable" : "" }.Where(note =>
                note.Length > 0
            )
        );
        return notes.Length == 0 ? sentence : $"{sentence} ({notes})".TrimStart();
    }
}
