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

    /// <summary>Guesses field by field; a header nothing resembles is a custom attribute, where the records have such.</summary>
    /// <param name="headers">The columns of the file.</param>
    /// <param name="fields">The fields of a create, by their paths.</param>
    /// <param name="singular">What one record is called; a column of that name holds the record's own.</param>
    public static MapProposal For(IReadOnlyList<string> headers, IReadOnlyList<string> fields, string singular)
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
            else if (NameWords.Of(header) is [var word] && word == singular && free.Remove("name"))
            {
                mapping.Add((JsonNode)Entry(header, "name"));
            }
            else if (FieldFor(header, free) is { } field)
            {
                free.Remove(field);
                mapping.Add((JsonNode)Entry(header, field));
            }
            else if (fields.Contains("attributes"))
            {
                mapping.Add((JsonNode)Entry(header, $"attributes.{KeyFor(header)}"));
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

    private static string KeyFor(string header)
    {
        string[] words = [.. header.Split(' ', '_', '-', ',').Where(word => word.Length > 0)];
        return string.Concat(
            words.Select(
                (word, index) =>
                    (index == 0 ? char.ToLowerInvariant(word[0]) : char.ToUpperInvariant(word[0])) + word[1..]
            )
        );
    }

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
