using System.Text.Json.Nodes;
using Crm.Api.Http.Records;
using Crm.Api.Imports.Sources;
using Crm.Api.Jobs;
using Crm.Api.Kernel;

namespace Crm.Api.Imports;

/// <summary>
/// Makes of a row's cells the body a create would have, without asking the database. Each row starts from nothing: no row can see
/// another's values.
/// </summary>
internal sealed class RowMapper(ImportContext import, RowFields fields, RowMatcher matcher)
{
    /// <summary>An id of nobody, so that the form can be read and asked for the row's own keys before the reference is known.</summary>
    private static readonly Guid Placeholder = Guid.Empty;

    public MappedRow Map(SourceRow source)
    {
        var row = new MappedRow(source.Line);
        try
        {
            if (source.Fault is { } fault)
            {
                throw new RowRejected(fault.Code, fault.Field, fault.Detail);
            }

            if (fields.TakesBodies && source.Body is { } body)
            {
                TakeBody(row, body);
            }
            else
            {
                TakeCells(row, source);
            }

            if (row.References.Count == 0)
            {
                row.Form = import.Target.Parse(row.Body);
                // While there is time: whoever decides about the row has the only transaction.
                foreach (var key in matcher.KeysOf(row))
                {
                    _ = key.Fingerprint;
                }
            }
        }
        catch (Exception broken) when (RowRejected.Of(broken) is { } rejected)
        {
            row.Refused = rejected;
        }

        return row;
    }

    private void TakeBody(MappedRow row, JsonObject body)
    {
        foreach (var name in ImportPlanner.IdentitiesOf(import.Target))
        {
            if (body[name] is JsonValue value)
            {
                row.Identities[name] = value.ToString();
            }
        }

        row.Body = ReadOnlyMembers.Without(body, import.Target.FormType, import.Target.ResponseType);
    }

    private void TakeCells(MappedRow row, SourceRow source)
    {
        foreach (var (field, cell) in fields.CellsOf(source))
        {
            var text = Text(field, cell);
            if (field.Identity is { } identity)
            {
                if (text.Length > 0)
                {
                    row.Identities[identity] = text;
                }
            }
            else if (text.Length > 0)
            {
                Put(row, field, text);
            }
            else if (import.ClearsEmpty)
            {
                field.Path!.Clear(row.Body);
            }
        }

        foreach (var constant in fields.Constants)
        {
            if (!constant.Path!.IsInList || constant.Path.HasItem(row.Body))
            {
                Put(row, constant, constant.Mapping.Value!);
            }
        }

        Compact(row.Body);
        if (fields.TakesBodies)
        {
            ReadOnlyMembers.RemoveFrom(row.Body, import.Target.FormType, import.Target.ResponseType);
        }
    }

    /// <summary>A file that is laid out as records are, such as an export, means the blanks around its texts.</summary>
    private string Text(MappedField field, string cell)
    {
        var isExact = fields.TakesBodies && field.Path?.Type == typeof(string) && !string.IsNullOrWhiteSpace(cell);
        return FormulaGuard.Removed(isExact ? cell : cell.Trim());
    }

    private void Put(MappedRow row, MappedField field, string text)
    {
        text = field.Mapping.Aliases?.GetValueOrDefault(text) ?? text;
        if (field.Reference is not null)
        {
            // Keeps the place until the chunk's references are looked up together.
            field.Path!.Put(row.Body, JsonValue.Create(Placeholder));
            row.References.Add(new PendingReference(field, text));
            return;
        }

        try
        {
            field.Path!.Put(row.Body, import.Cells.Read(text, field.Path));
        }
        catch (FormatException wrong)
        {
            throw new RowRejected("value-invalid", field.Label, $"'{Shortened(text)}' is not {wrong.Message}.");
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

    private static string Shortened(string text) => text.Length <= 60 ? text : $"{text[..60]}…";
}
