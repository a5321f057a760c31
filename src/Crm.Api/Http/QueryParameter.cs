namespace Crm.Api.Http;

/// <summary>
/// A query parameter an operation takes. Declared with the route as metadata, from which the contract describes it and the guard
/// knows that anything else is a mistake.
/// </summary>
internal sealed record QueryParameter(
    string Name,
    QueryParameterType Type,
    string Description,
    object Example,
    bool Required = false
)
{
    /// <summary>The words allowed, for a choice.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    public int? Maximum { get; init; }

    public static readonly QueryParameter ValidateOnly = new(
        "validateOnly",
        QueryParameterType.Flag,
        "Checks permissions and validates as the real call would, and answers the same, but changes nothing.",
        false
    );

    /// <summary>Whether the caller only wants to know what would come of it.</summary>
    public static bool IsValidateOnly(HttpContext http) => http.Request.Query[ValidateOnly.Name] == "true";
}

/// <summary>What a query parameter's text must be.</summary>
internal enum QueryParameterType
{
    Text,
    Whole,
    Number,
    Flag,
}

/// <summary>All parameters of one route.</summary>
internal sealed record QueryParameters(IReadOnlyList<QueryParameter> All)
{
    public static readonly QueryParameters None = new([]);
}

internal static class QueryParameterExtensions
{
    /// <summary>Adds to what the route takes; the last metadata holds all of them.</summary>
    public static RouteHandlerBuilder Takes(
        this RouteHandlerBuilder builder,
        params IEnumerable<QueryParameter> parameters
    )
    {
        builder.Add(endpoint =>
        {
            var before = endpoint.Metadata.OfType<QueryParameters>().LastOrDefault() ?? QueryParameters.None;
            endpoint.Metadata.Add(new QueryParameters([.. before.All, .. parameters]));
        });
        return builder;
    }
}
