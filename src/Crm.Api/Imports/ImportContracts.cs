using System.ComponentModel.DataAnnotations;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Imports;

/// <summary>A file, and how its columns become records; sent as <c>multipart/form-data</c>.</summary>
internal sealed class ImportRequest
{
    /// <summary>JSON: what to do with the file.</summary>
    [Required]
    public ImportOptions? Options { get; init; }

    /// <summary>CSV with a header row.</summary>
    [Required]
    public IFormFile? File { get; init; }
}

/// <summary>How a file becomes records.</summary>
internal sealed class ImportOptions
{
    /// <summary>The kind of record, as in paths.</summary>
    [Required]
    [StringLength(60)]
    [Example("customers")]
    public string? Resource { get; init; }

    [Required]
    [Example("upsert")]
    public ImportMode? Mode { get; init; }

    /// <summary>Keys by which a row is recognised as a stored record, in this order; the same as for upsert.</summary>
    [MaxLength(5)]
    [Example("name")]
    public IReadOnlyList<string>? MatchOn { get; init; }

    [Required]
    [MinLength(1)]
    [MaxLength(200)]
    public IReadOnlyList<ImportMapping>? Mapping { get; init; }

    public ImportFormat? Format { get; init; }
}

/// <summary>What a row that matches, or does not match, a stored record becomes.</summary>
internal enum ImportMode
{
    Create,
    Update,
    Upsert,
    CreateOrSkip,
}

/// <summary>From a column, or a constant, to a field.</summary>
internal sealed class ImportMapping
{
    /// <summary>The column's header. Absent: the value is the same for each row.</summary>
    [StringLength(200)]
    [Example("account")]
    public string? Column { get; init; }

    /// <summary>The same value for each row; within a list item, only where a column gives the item another value.</summary>
    [StringLength(1000)]
    public string? Value { get; init; }

    /// <summary>The field, as a path into the body of a create: <c>name</c>, <c>attributes.sector</c>, <c>lines[0].productId</c>.</summary>
    [Required]
    [StringLength(200)]
    [Example("name")]
    public string? Field { get; init; }

    /// <summary>For a field that holds the id of another record: by which of that record's keys the column names it. Absent: by id.</summary>
    [StringLength(60)]
    public string? By { get; init; }

    /// <summary>What stands in the file → what is meant.</summary>
    public IReadOnlyDictionary<string, string>? Aliases { get; init; }
}

/// <summary>How values are written in the file.</summary>
internal sealed class ImportFormat
{
    /// <summary>Such as utf-8 (unless given; a byte order mark wins), windows-1252 or gb18030.</summary>
    [StringLength(40)]
    [Example("utf-8")]
    public string? Encoding { get; init; }

    /// <summary>Between cells; a comma unless given.</summary>
    [StringLength(1, MinimumLength = 1)]
    [Example(",")]
    public string? Delimiter { get; init; }

    /// <summary>A point unless given.</summary>
    [RegularExpression("^[.,]$")]
    [Example(".")]
    public string? Decimal { get; init; }

    /// <summary>How dates are written, in the letters of .NET: <c>yyyy-MM-dd</c> unless given.</summary>
    [StringLength(40)]
    [Example("dd-MM-yy")]
    public string? DateFormat { get; init; }

    /// <summary>Where a date becomes a moment; the installation's unless given.</summary>
    [IanaTimeZone]
    [StringLength(60)]
    [Example("America/New_York")]
    public string? TimeZone { get; init; }

    /// <summary>Of amounts without one; the installation's unless given.</summary>
    [CurrencyCode]
    [Example("USD")]
    public string? Currency { get; init; }
}
