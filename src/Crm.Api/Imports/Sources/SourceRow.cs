using System.Text.Json.Nodes;

namespace Crm.Api.Imports.Sources;

/// <summary>A row of a file, as it stands there.</summary>
internal sealed class SourceRow
{
    /// <summary>1-based line at which the row begins, counted through all parts.</summary>
    public required long Line { get; init; }

    /// <summary>A text for each column; more or fewer where the row is ragged.</summary>
    public required string[] Cells { get; init; }

    /// <summary>Why none of the row can be relied on.</summary>
    public RowFault? Fault { get; init; }

    /// <summary>The row itself, where the file is NDJSON.</summary>
    public JsonObject? Body { get; init; }
}

/// <summary>Why a row cannot be read.</summary>
/// <param name="Field">The column to blame.</param>
internal sealed record RowFault(string Code, string? Field, string Detail);
