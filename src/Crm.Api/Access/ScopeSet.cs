using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Crm.Api.Access;

/// <summary>The scopes of a key. <c>*</c> stands for any resource or any verb: <c>*:read</c>, <c>customers:*</c>, <c>*:*</c>.</summary>
internal sealed partial class ScopeSet
{
    public static readonly ScopeSet None = new([]);
    public static readonly ScopeSet Everything = new(["*:*"]);

    private readonly FrozenSet<string> _scopes;

    private ScopeSet(IEnumerable<string> scopes) => _scopes = scopes.ToFrozenSet(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Scopes => _scopes;

    /// <summary>Reads the stored form: scopes with a space between them.</summary>
    public static ScopeSet Parse(string stored) =>
        new(stored.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    public bool Allows(string scope)
    {
        var colon = scope.IndexOf(':', StringComparison.Ordinal);
        return _scopes.Contains(scope)
            || _scopes.Contains($"{scope[..colon]}:*")
            || _scopes.Contains($"*{scope[colon..]}")
            || _scopes.Contains("*:*");
    }

    public static bool IsWellFormed(string scope) => Shape().IsMatch(scope);

    public override string ToString() => string.Join(' ', _scopes.Order(StringComparer.Ordinal));

    [GeneratedRegex(@"^(\*|[a-z][a-z-]*):(\*|[a-z]+)\z")]
    private static partial Regex Shape();
}
