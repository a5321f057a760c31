using System.ComponentModel.DataAnnotations;
using Crm.Api.Http.Records;
using Crm.Api.Imports.Sources;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Imports;

/// <summary>Files, and how their columns become records; sent as <c>multipart/form-data</c>.</summary>
internal sealed class ImportRequest
{
    /// <summary>JSON: what to do with the files.</summary>
    [Required]
    public ImportOptions? Options { get; init; }

    /// <summary>CSV or a spreadsheet with a header row, or NDJSON; plain or gzip. Several with the same columns are read as one.</summary>
    [Required]
    [MinLength(1)]
    [MaxLength(ImportParts.Most)]
    public IReadOnlyList<IFormFile>? File { get; init; }
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

    /// <summary>Absent: each header is a field path itself, as in exports; other columns are left out, which the findings say.</summary>
    [MinLength(1)]
    [MaxLength(200)]
    public IReadOnlyList<ImportMapping>? Mapping { get; init; }

    public ImportFormat? Format { get; init; }

    /// <summary>What an empty cell does to a stored record: nothing, unless given, or it clears the field.</summary>
    [Example("ignore")]
    public EmptyCell? EmptyCell { get; init; }

    /// <summary>What the file's values do to lists such as tags: they take the place of the stored ones, unless given, or join them.</summary>
    [Example("append")]
    public MultiValue? MultiValue { get; init; }

    /// <summary>
    /// What becomes of a row that looks like a stored record, or like an earlier row, without having its key: it comes in (<c>allow</c>), comes
    /// in and its line says so (<c>warn</c>), or is a <c>duplicate</c> (<c>block</c>). The installation's setting unless given. Also needs the
    /// scope to read the records.
    /// </summary>
    [Example("block")]
    public DuplicatePolicy? Duplicates { get; init; }

    /// <summary>How sure it must be that two are one, 0 to 1; the installation's setting unless given.</summary>
    [Range(0.000001, 1.0)]
    [Example(0.9)]
    public double? DuplicateThreshold { get; init; }

    /// <summary>Leaves webhooks and automations out; needs the scope <c>imports:silent</c>.</summary>
    [Example(false)]
    public bool? Silent { get; init; }

    /// <summary>Stops when the plan is made, so that it can be looked at before it is applied; for files that come with the options.</summary>
    [Example(false)]
    public bool? DryRun { get; init; }
}

/// <summary>What an empty cell does to a stored record.</summary>
internal enum EmptyCell
{
    Ignore,
    Clear,
}

/// <summary>What the file's values do to a stored list.</summary>
internal enum MultiValue
{
    Replace,
    Append,
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

/// <summary>How rows and values are written in the file; what is left open is found out, and the job's findings say what was decided.</summary>
internal sealed class ImportFormat
{
    /// <summary>Seen from the file's beginning unless given.</summary>
    [Example("csv")]
    public FileFormat? Format { get; init; }

    /// <summary>Such as utf-8 (unless given; a byte order mark wins), windows-1252 or gb18030.</summary>
    [StringLength(40)]
    [Example("utf-8")]
    public string? Encoding { get; init; }

    /// <summary>Between the cells of a CSV; comma, semicolon, tab or bar is seen from its beginning unless given.</summary>
    [StringLength(1, MinimumLength = 1)]
    [Example(",")]
    public string? Delimiter { get; init; }

    /// <summary>Around the cells of a CSV that hold delimiters; " or ' is seen from its beginning unless given.</summary>
    [StringLength(1, MinimumLength = 1)]
    [Example("\"")]
    public string? Quote { get; init; }

    /// <summary>The decimal sign; a point unless given, or a comma where digits are grouped with points.</summary>
    [RegularExpression("^[.,]$")]
    [Example(".")]
    public string? Decimal { get; init; }

    /// <summary>Between groups of digits: a point, a comma, an apostrophe or a space. Without it numbers are written without.</summary>
    [RegularExpression("^[.,'’ \u00a0\u202f]$")]
    [Example(",")]
    public string? Group { get; init; }

    /// <summary>How dates are written, in the letters of .NET: <c>yyyy-MM-dd</c> unless given.</summary>
    [StringLength(40)]
    [Example("dd-MM-yy")]
    public string? DateFormat { get; init; }

    /// <summary>Further ways in which dates are written; the first that fits wins.</summary>
    [MaxLength(10)]
    [ItemLength(40)]
    [Example("d.M.yyyy")]
    public IReadOnlyList<string>? DateFormats { get; init; }

    /// <summary>Where a date becomes a moment; the installation's unless given.</summary>
    [IanaTimeZone]
    [StringLength(60)]
    [Example("America/New_York")]
    public string? TimeZone { get; init; }

    /// <summary>Of amounts without one; the installation's unless given.</summary>
    [CurrencyCode]
    [Example("USD")]
    public string? Currency { get; init; }

    /// <summary>Of phone numbers without a country; the record's own country or the installation's unless given.</summary>
    [CountryCode]
    [Example("DE")]
    public string? PhoneCountry { get; init; }
}
