using System.CommandLine;
using Crm.Cli.CommandLine;
using Crm.Cli.Output;

namespace Crm.Cli.Resources;

/// <summary>An option for each parameter of an operation's query, but for those that the tool decides by options of its own.</summary>
internal sealed class QueryOptions
{
    private static readonly string[] OurOwn = ["validateOnly", "fields", "pageToken", "pageSize"];

    private readonly FieldOptions _options;

    public QueryOptions(Command command, CommandScope scope, HttpMethod method, string path)
    {
        var parameters = scope.Mentions.Include(command.Name) ? scope.Contract.QueryFields(method, path) : [];
        IsPaged = parameters.Any(parameter => parameter.Name == "pageSize");
        _options = new FieldOptions(
            command,
            scope.Options,
            parameters.Where(parameter => !OurOwn.Contains(parameter.Name))
        );
    }

    /// <summary>Whether the answer comes in pages.</summary>
    public bool IsPaged { get; }

    /// <summary>The parameters that were given.</summary>
    public IReadOnlyList<(string Name, string? Value)> Given(ParseResult parsed) =>
        [.. _options.Given(parsed).Select(given => (given.Field.Name, (string?)CellText.Of(given.Value)))];
}
