using System.Text.Json.Nodes;
using Crm.Api.Data;
using Crm.Api.Imports.Sources;

namespace Crm.Api.Imports;

/// <summary>Makes of a row's cells the body a create would have. Each row starts from nothing: no row can see another's values.</summary>
internal sealed class RowMapper(
    IReadOnlyList<MappedField> fields,
    IReadOnlyList<string> columns,
    CellReader cells,
    ReferenceResolver references
)
{
    private readonly Dictionary<string, int> _places = Places(columns);

    /// <exception cref="RowRejected">A cell cannot be read.</exception>
    /// <exception cref="ReferenceMissing">A cell names a record that is not there.</exception>
    public async Task<JsonObject> MapAsync(SourceRow row, Work work, CancellationToken cancellationToken)
    {
        var body = new JsonObject();
        foreach (var field in fields.Where(field => field.Mapping.Column is not null))
        {
            var text = row.Cells[_places[field.Mapping.Column!]].Trim();
            if (text.Length > 0)
            {
                field.Path.Put(body, await ValueAsync(field, text, work, cancellationToken));
            }
        }

        foreach (var field in fields.Where(field => field.Mapping.Value is not null))
        {
            if (!field.Path.IsInList || field.Path.HasItem(body))
            {
                field.Path.Put(body, await ValueAsync(field, field.Mapping.Value!, work, cancellationToken));
            }
        }

        Compact(body);
        return body;
    }

    private async Task<JsonNode> ValueAsync(
        MappedField field,
        string text,
        Work work,
        CancellationToken cancellationToken
    )
    {
        text = field.Mapping.Aliases?.GetValueOrDefault(text) ?? text;
        if (field.Reference is not null)
        {
            return JsonValue.Create(await references.ResolveAsync(field, text, work, cancellationToken));
        }

        try
        {
            return cells.Read(text, field.Path);
        }
        catch (FormatException wrong)
        {
            throw new RowRejected(
                "value-invalid",
                field.Mapping.Column ?? field.Mapping.Field,
                $"'{Shortened(text)}' is not {wrong.Message}."
            );
        }
    }

    /// <summary>Items of a list that got no value close ranks.</summary>
    private static void Compact(JsonObject body)
    {
        foreach (var list in body.Select(member => member.Value).OfType<JsonArray>().ToList())
        {
            for (var index = list.Count - 1; index >= 0; index--)
            {
                if (list[index] is null)
                {
                    list.RemoveAt(index);
                }
            }
        }
    }

    /// <summary>A repeated name stands for its first column; nothing is mapped by it.</summary>
    private static Dictionary<string, int> Places(IReadOnlyList<string> columns)
    {
        var places = new Dictionary<string, int>();
        for (var index = 0; index < columns.Count; index++)
        {
            places.TryAdd(columns[index], index);
        }

        return places;
    }

    private static string Shortened(string text) => text.Length <= 60 ? text : $"{text[..60]}…";
}
