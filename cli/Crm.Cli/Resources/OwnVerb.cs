namespace Crm.Cli.Resources;

/// <summary>
/// A verb only one noun has, such as `quotes send`. Its arguments are the names in the path, its options the query and
/// the body of the operation in the contract.
/// </summary>
internal sealed record OwnVerb(string Name, string Description, HttpMethod Method, string Path)
{
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Set when the answer is not the noun's own record.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Set when the answer is a list, which is then followed page by page.</summary>
    public bool IsList { get; init; }

    /// <summary>Set when the answer is a job, which <c>--last</c> then means.</summary>
    public bool StartsJob { get; init; }

    /// <summary>Set when it only looks, though it is a POST, for the sake of its body.</summary>
    public bool IsReading { get; init; }

    /// <summary>Asked before something is done that cannot be undone.</summary>
    public string? Question { get; init; }
}
