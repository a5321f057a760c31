namespace Crm.Api.Filters;

/// <summary>A filter or an ordering that cannot be understood; the caller's mistake, to be answered with 400.</summary>
internal sealed class FilterException(string code, int position, string message, string? suggestion = null)
    : Exception(suggestion is null ? message : $"{message} Did you mean \"{suggestion}\"?")
{
    /// <summary>One of <see cref="FilterCode"/>, a stable word for machines.</summary>
    public string Code { get; } = code;

    /// <summary>Where in the text the mistake was noticed; the first character is 0.</summary>
    public int Position { get; } = position;

    /// <summary>The known name nearest to an unknown one.</summary>
    public string? Suggestion { get; } = suggestion;
}
