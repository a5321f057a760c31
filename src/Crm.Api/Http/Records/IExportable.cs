using Crm.Api.Data;
using Crm.Api.Http.Lists;

namespace Crm.Api.Http.Records;

/// <summary>A resource as exports see it, whatever its types are.</summary>
internal interface IExportable
{
    /// <summary>Makes ready what is asked for; what is wrong with it is said here.</summary>
    /// <exception cref="ProblemException">Filter, order or fields cannot be understood.</exception>
    Task<IRecordExport> OpenAsync(ExportQuery query, Work work, CancellationToken cancellationToken);
}

/// <summary>Which records are wanted and how; the same words as for lists.</summary>
internal sealed record ExportQuery(StreamForm Form, TimeZoneInfo Zone)
{
    public string? Filter { get; init; }

    public string? OrderBy { get; init; }

    public string? Fields { get; init; }

    public bool ShowDeleted { get; init; }
}

/// <summary>An export that is ready to be written; within a snapshot, all of it comes from that snapshot.</summary>
internal interface IRecordExport
{
    Task<long> CountAsync(CancellationToken cancellationToken);

    /// <summary>Writes all records and the end mark.</summary>
    /// <returns>How many records there were.</returns>
    /// <param name="target">Where to.</param>
    /// <param name="progress">Told now and then how many are written so far, and at the end once more.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    Task<long> WriteAsync(Stream target, Func<long, bool, Task> progress, CancellationToken cancellationToken);
}
