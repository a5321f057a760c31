using System.Text.Json;

namespace Crm.Api.Http;

/// <summary>The last resort against duplicates is a unique index; this says in the contract's words which one spoke.</summary>
internal static class UniqueConstraints
{
    /// <param name="constraint"><c>table.column, table.column</c> on SQLite, <c>ux_table_column_column</c> elsewhere.</param>
    public static Problem Problem(string constraint)
    {
        var field = FieldOf(constraint);
        return Http.Problem.Of(
            409,
            "duplicate",
            $"Another record already has this {field}.",
            new FieldError($"/{field}", "duplicate", "The value is already taken.")
        );
    }

    private static string FieldOf(string constraint)
    {
        if (constraint.Contains("external_ids", StringComparison.Ordinal))
        {
            return "externalIds";
        }

        var last = constraint.Split([',', '.'], StringSplitOptions.TrimEntries)[^1];
        var column = last.StartsWith("ux_", StringComparison.Ordinal) ? last[(last.LastIndexOf('_') + 1)..] : last;
        return JsonNamingPolicy.CamelCase.ConvertName(Pascal(column));
    }

    private static string Pascal(string column) =>
        string.Concat(
            column
                .Split('_', StringSplitOptions.RemoveEmptyEntries)
                .Select(word => char.ToUpperInvariant(word[0]) + word[1..])
        );
}
