using System.ComponentModel.DataAnnotations;
using Crm.Api.Http.Lists;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Exports;

/// <summary>Which records are to become a file, and how.</summary>
internal sealed class ExportOptions
{
    /// <summary>The kind of record, as in paths.</summary>
    [Required]
    [StringLength(60)]
    [Example("customers")]
    public string? Resource { get; init; }

    /// <summary>Which of them, as for lists; absent: all outside the trash.</summary>
    [StringLength(4000)]
    [Example("lifecycleStage = customer")]
    public string? Filter { get; init; }

    /// <summary>IANA time zone in which the days of the filter begin and end; the installation's unless given.</summary>
    [IanaTimeZone]
    [StringLength(60)]
    [Example("Europe/Berlin")]
    public string? TimeZone { get; init; }

    /// <summary>As for lists; by id unless given, which is the fastest.</summary>
    [StringLength(400)]
    [Example("createTime desc")]
    public string? OrderBy { get; init; }

    /// <summary>Only these fields of each record; a dot leads into an object.</summary>
    [MinLength(1)]
    [MaxLength(100)]
    [ItemLength(200)]
    [Example("name")]
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>Also the records in the trash.</summary>
    [Example(false)]
    public bool? ShowDeleted { get; init; }

    /// <summary><c>csv</c> unless given.</summary>
    [Example("csv")]
    public StreamForm? Format { get; init; }

    /// <summary>How the file is packed; not at all unless given. A workbook is packed anyway.</summary>
    [Example("gzip")]
    public ExportCompression? Compress { get; init; }
}

/// <summary>How a file is packed.</summary>
internal enum ExportCompression
{
    Gzip,
}
