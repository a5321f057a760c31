using System.Text.Json.Nodes;
using Crm.Api.Http.Lists;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Kernel;

namespace Crm.Api.Jobs.Results;

/// <summary>Results as NDJSON, with an end mark.</summary>
internal sealed class NdjsonResults(Stream stream, IReadOnlyList<string> columns) : IResultWriter
{
    private const string Surplus = "_cells";

    private readonly NdjsonRows<JsonObject> _lines = new(stream, mask: null);
    private long _rows;

    public void Write(JobInputRow row, LedgerLine line)
    {
        var body = row.Body?.DeepClone().AsObject() ?? BodyOf(row);
        body[ResultColumns.Line] = line.Line;
        body[ResultColumns.Outcome] = EnumText<LineOutcome>.Of(line.Outcome);
        body[ResultColumns.Id] = line.RecordId?.ToString();
        body[ResultColumns.Code] = line.Code;
        body[ResultColumns.Detail] = line.Detail;
        _lines.Write(body);
        _rows++;
    }

    public ValueTask DisposeAsync()
    {
        _lines.End(_rows);
        return _lines.DisposeAsync();
    }

    /// <summary>A ragged row cannot be named cell by cell.</summary>
    private JsonObject BodyOf(JobInputRow row)
    {
        if (row.Cells.Count != columns.Count)
        {
            return new JsonObject { [Surplus] = new JsonArray([.. row.Cells.Select(cell => (JsonNode)cell)]) };
        }

        var body = new JsonObject();
        for (var index = 0; index < columns.Count; index++)
        {
            body[columns[index]] = row.Cells[index];
        }

        return body;
    }
}
