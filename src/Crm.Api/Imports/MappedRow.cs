using System.Text.Json.Nodes;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;

namespace Crm.Api.Imports;

/// <summary>A row on its way from cells to a record: what it says, and, as soon as that is known, what becomes of it.</summary>
internal sealed class MappedRow(long line)
{
    /// <summary>1-based line of the input at which the row begins.</summary>
    public long Line => line;

    /// <summary>The body a create would have.</summary>
    public JsonObject Body { get; set; } = [];

    /// <summary>Cells that name other records, to be replaced by their ids.</summary>
    public List<PendingReference> References { get; } = [];

    /// <summary>What the row says of who it is but a form cannot: <c>id</c>, <c>number</c>.</summary>
    public Dictionary<string, string> Identities { get; } = new(StringComparer.Ordinal);

    /// <summary>What the row says of who it is about; null until that has been asked for.</summary>
    public IReadOnlyList<RowKey>? Keys { get; set; }

    /// <summary>The body as a form.</summary>
    public object? Form { get; set; }

    /// <summary>What a plan says about the row.</summary>
    public LedgerLine? Planned { get; set; }

    /// <summary>The record it is about, stored or new.</summary>
    public Guid? RecordId { get; set; }

    /// <summary>Why the row cannot be used, whatever the database says.</summary>
    public RowRejected? Refused { get; set; }
}

/// <summary>A cell that names another record.</summary>
internal readonly record struct PendingReference(MappedField Field, string Text);
