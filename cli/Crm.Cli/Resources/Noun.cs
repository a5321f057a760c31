using System.CommandLine;
using Crm.Cli.CommandLine;

namespace Crm.Cli.Resources;

/// <summary>The verbs that work the same on every noun.</summary>
internal enum Verb
{
    List,
    Get,
    Create,
    Update,
    Delete,
    Undelete,
    Upsert,
    Batch,
}

/// <summary>One resource of the contract, as the command line shows it.</summary>
internal sealed record Noun(string Name, string Singular, string Description)
{
    public static readonly IReadOnlyList<Verb> AllVerbs = Enum.GetValues<Verb>();

    public static readonly IReadOnlyList<Verb> PlainVerbs =
    [
        Verb.List,
        Verb.Get,
        Verb.Create,
        Verb.Update,
        Verb.Delete,
        Verb.Undelete,
    ];

    public static readonly IReadOnlyList<Verb> ReadingVerbs = [Verb.List, Verb.Get];

    public IReadOnlyList<Verb> Verbs { get; init; } = AllVerbs;

    /// <summary>Set when records are only ever added, which files may do, too.</summary>
    public bool IsAppendOnly { get; init; }

    public IReadOnlyList<OwnVerb> OwnVerbs { get; init; } = [];

    /// <summary>Commands that do more than send one request; one named like a verb stands in its place.</summary>
    public IReadOnlyList<Func<Noun, CommandScope, Command>> OwnCommands { get; init; } = [];

    /// <summary>The columns of tables and CSV when the user names none.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The linked records those columns need.</summary>
    public string? Expand { get; init; }

    /// <summary>How lists are sorted unless the user says it.</summary>
    public string? Order { get; init; }

    /// <summary>An id or number for the examples in help.</summary>
    public string ExampleId { get; init; } = "0198c5f2-7d1e-7a3b-9c41-5f0e2d6b8a17";

    public string ExampleFilter { get; init; } = "createTime >= \"2026-01-01\"";

    /// <summary>What an example of `create` gives; `update` shows its first option.</summary>
    public string ExampleFields { get; init; } = "--file body.json";

    /// <summary>What an example of `upsert` matches on.</summary>
    public string ExampleMatch { get; init; } = "externalId";

    public string Path => $"/v1/{Name}";

    public string RecordPath => $"{Path}/{{id}}";
}
