using System.Text.Json.Nodes;

namespace Crm.Cli.Imports;

/// <summary>Which field each header of a file seems to mean.</summary>
internal sealed record MapProposal(JsonArray Mapping, IReadOnlyList<string> Unmapped)
{
    /// <summary>Below this, two names have too little in common to be guessed equal.</summary>
    private const double EnoughLikeness = 0.5;

    /// <summary>What people call a contact point; its channel becomes a constant beside the value.</summary>
    private static readonly Dictionary<string, string> Channels = new(StringComparer.Ordinal)
    {
        ["email"] = "email",
        ["mail"] = "email",
        ["phone"] = "phone",
        ["telephone"] = "phone",
        ["tel"] = "phone",
        ["mobile"] = "mobile",
        ["cell"] = "mobile",
        ["fax"] = "fax",
    };

    public static MapProposal For(IReadOnlyList<string> headers, IReadOnlyList<string> fields)
    {
        var mapping = new JsonArray();
        List<string> unmapped = [];
        var free = fields.ToHashSet(StringComparer.Ordinal);
        var points = 0;
        foreach (var header in headers)
        {
            if (ChannelOf(header) is { } channel && fields.Contains("contactPoints[0].value"))
            {
                mapping.Add((JsonNode)Entry(header, $"contactPoints[{points}].value"));
                mapping.Add(
                    (JsonNode)new JsonObject { ["value"] = channel, ["field"] = $"contactPoints[{points}].channel" }
                );
                points++;
            }
            else if (FieldFor(header, free) is { } field)
            {
                free.Remove(field);
                mapping.Add((JsonNode)Entry(header, field));
            }
            else
            {
                unmapped.Add(header);
            }
        }

        return new MapProposal(mapping, unmapped);
    }

    /// <summary>A column seldom holds our own ids; a name is what people write.</summary>
    private static JsonObject Entry(string header, string field) =>
        field.EndsWith("Id", StringComparison.Ordinal)
            ? new JsonObject
            {
                ["column"] = header,
                ["field"] = field,
                ["by"] = "name",
            }
            : new JsonObject { ["column"] = header, ["field"] = field };

    private static string? ChannelOf(string header)
    {
        string[] words = [.. NameWords.Of(header.Replace("e-mail", "email", StringComparison.OrdinalIgnoreCase))];
        return words is [var first, .. var rest] && rest.All(word => word is "number" or "address")
            ? Channels.GetValueOrDefault(first)
            : null;
    }

    private static string? FieldFor(string header, IEnumerable<string> fields) =>
        fields
            .Select(field => (Field: field, Likeness: NameWords.Likeness(header, field)))
            .Where(candidate => candidate.Likeness >= EnoughLikeness)
            .OrderByDescending(candidate => candidate.Likeness)
            .ThenBy(candidate => candidate.Field.Length)
            .ThenBy(candidate => candidate.Field, StringComparer.Ordinal)
            .Select(candidate => candidate.Field)
            .FirstOrDefault();
}
