using System.Text.Json;

namespace Crm.Api.Http.Records;

/// <summary>Makes operation ids, tags and sentences from a resource's name.</summary>
internal static class Words
{
    /// <summary><c>api-keys</c> → <c>ApiKeys</c>.</summary>
    public static string Pascal(string name) =>
        string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary><c>api-keys</c> → <c>Api keys</c>.</summary>
    public static string Tag(string name) => char.ToUpperInvariant(name[0]) + Spoken(name)[1..];

    /// <summary><c>api-keys</c> and <c>apiKey</c> → <c>api keys</c>, <c>api key</c>.</summary>
    public static string Spoken(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name).Replace('-', ' ');

    public static string WithArticle(string spoken) =>
        spoken[0] is 'a' or 'e' or 'i' or 'o' && !spoken.StartsWith("us", StringComparison.Ordinal)
            ? $"an {spoken}"
            : $"a {spoken}";
}
