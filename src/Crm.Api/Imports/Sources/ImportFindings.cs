using System.ComponentModel.DataAnnotations;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Imports.Sources;

/// <summary>What was decided about a file before its first row was read, and why it was decided so.</summary>
internal sealed record ImportFindings
{
    [Required]
    public required ImportFinding Format { get; init; }

    [Required]
    public required ImportFinding Compression { get; init; }

    /// <summary>Absent for a spreadsheet, which has none to choose.</summary>
    public ImportFinding? Encoding { get; init; }

    /// <summary>True when the file begins with a byte order mark.</summary>
    public bool? ByteOrderMark { get; init; }

    public ImportFinding? Delimiter { get; init; }

    public ImportFinding? Quote { get; init; }

    public ImportFinding? LineEnd { get; init; }

    /// <summary>The sheet of a spreadsheet that is read.</summary>
    public ImportFinding? Sheet { get; init; }

    /// <summary>The columns as the file names them.</summary>
    [Required]
    [Example("name")]
    public IReadOnlyList<string> Columns { get; init; } = [];
}

/// <summary>One decision about a file.</summary>
internal sealed class ImportFinding(string value, string because)
{
    [Required]
    [Example(";")]
    public string Value => value;

    /// <summary>Why it was decided so.</summary>
    [Required]
    [Example("It divides all 1200 rows of the beginning into 14 cells each.")]
    public string Because => because;

    public static ImportFinding Told(string value) => new(value, "The import says so.");
}
