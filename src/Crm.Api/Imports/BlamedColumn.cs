using System.Globalization;
using System.Text;
using Crm.Api.Http;

namespace Crm.Api.Imports;

/// <summary>Tells the column to blame when a rule of the record blames a field: whoever reads the ledger looks for it in a file.</summary>
internal static class BlamedColumn
{
    /// <param name="pointer">The JSON Pointer to the field.</param>
    /// <param name="mapping">What fills the fields; null when each column is called as its field is.</param>
    /// <returns>The column that fills the field, or something in it, or what the field is in; else the field as a mapping writes it.</returns>
    public static string Of(string pointer, IReadOnlyList<MappedField>? mapping)
    {
        // What is the same for each row is not in the file.
        var mapped = (mapping ?? [])
            .Where(field => field.Path is not null)
            .OrderBy(field => field.Mapping.Column is null)
            .ToList();
        var blamed =
            mapped.Find(field => field.Path!.Pointer == pointer)
            ?? mapped.Find(field => IsWithin(field.Path!.Pointer, pointer))
            ?? mapped.Find(field => IsWithin(pointer, field.Path!.Pointer));
        return blamed?.Label ?? PathOf(pointer);
    }

    private static bool IsWithin(string pointer, string whole) =>
        pointer.StartsWith($"{whole}/", StringComparison.Ordinal);

    private static string PathOf(string pointer)
    {
        var path = new StringBuilder();
        foreach (var step in pointer[1..].Split('/').Select(JsonMistakes.Unescape))
        {
            path.Append(
                int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    ? $"[{index}]"
                    : $".{step}"
            );
        }

        return path.ToString().TrimStart('.');
    }
}
