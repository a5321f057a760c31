using System.CommandLine;
using System.CommandLine.Completions;
using System.Text.Json.Nodes;

namespace Crm.Cli.CommandLine;

/// <summary>The help of a command and everything below it as one JSON document, for programs that drive the tool.</summary>
internal static class HelpJson
{
    public static JsonObject Of(Command command) =>
        new()
        {
            ["command"] = CommandPath.Of(command),
            ["description"] = command.Description,
            ["arguments"] = ArrayOf(command.Arguments.Where(argument => !argument.Hidden), Of),
            ["options"] = ArrayOf(command.Options.Where(option => !option.Hidden), Of),
            ["examples"] = ArrayOf((command as ToolCommand)?.Examples ?? [], example => JsonValue.Create(example)),
            ["commands"] = ArrayOf(command.Subcommands.Where(child => !child.Hidden), Of),
        };

    private static JsonObject Of(Argument argument) =>
        new()
        {
            ["name"] = argument.Name,
            ["description"] = argument.Description,
            ["required"] = argument.Arity.MinimumNumberOfValues > 0,
        };

    private static JsonObject Of(Option option) =>
        new()
        {
            ["name"] = option.Name,
            ["aliases"] = ArrayOf(option.Aliases, alias => JsonValue.Create(alias)),
            ["description"] = option.Description,
            ["required"] = option.Required,
            ["repeatable"] = option.Arity.MaximumNumberOfValues > 1,
            ["takesValue"] = option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool),
            ["values"] = ArrayOf(option.GetCompletions(CompletionContext.Empty), item => JsonValue.Create(item.Label)),
            ["appliesBelow"] = option.Recursive,
        };

    private static JsonArray ArrayOf<T>(IEnumerable<T> items, Func<T, JsonNode?> convert) => [.. items.Select(convert)];
}
