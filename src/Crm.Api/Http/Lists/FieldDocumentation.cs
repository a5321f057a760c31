using System.Globalization;
using System.Text;
using Crm.Api.Filters;

namespace Crm.Api.Http.Lists;

/// <summary>Writes into the contract which fields a list can be filtered and ordered by.</summary>
internal static class FieldDocumentation
{
    public static string Of<T>(FieldTable<T> fields)
    {
        var described = fields.Describe();
        var hasNotes = described.Any(field => field.Note is not null);
        var text = new StringBuilder(
            hasNotes
                ? "| Field | Type | Order | Means |\n|---|---|---|---|\n"
                : "| Field | Type | Order |\n|---|---|---|\n"
        );
        foreach (var field in described)
        {
            var type =
                field.Values.Count > 0 ? string.Join(", ", field.Values) : field.Type.ToString().ToLowerInvariant();
            text.Append(
                CultureInfo.InvariantCulture,
                $"| `{field.Name}` | {type} | {(field.IsSortable ? "yes" : "")} |{(hasNotes ? $" {field.Note} |" : "")}\n"
            );
        }

        return text.ToString();
    }
}
