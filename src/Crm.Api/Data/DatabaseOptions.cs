using System.ComponentModel.DataAnnotations;

namespace Crm.Api.Data;

/// <summary>Which engine holds the data. The connection string itself is <c>ConnectionStrings:Crm</c>.</summary>
internal sealed class DatabaseOptions
{
    public const string Section = "Crm:Database";

    /// <summary>Sqlite (default, nothing to install), Postgres or SqlServer.</summary>
    [EnumDataType(typeof(DatabaseProvider))]
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>Where SQLite keeps its file when no connection string is given.</summary>
    [Required]
    public string Folder { get; set; } = "crm-data";

    /// <summary>How long a write waits for its turn on SQLite before it is answered 503.</summary>
    [Range(1, 600)]
    public int WriteTurnSeconds { get; set; } = 30;

    /// <summary>
    /// What jobs and uploads leave free on the disk of SQLite's file, so that single writes still get through and a job that is paused
    /// for want of room can say so.
    /// </summary>
    [Range(0, 1_000_000)]
    public int ReserveMegabytes { get; set; } = 64;

    /// <summary>Days a deleted record stays in the trash before the purge removes it.</summary>
    [Range(1, 3650)]
    public int TrashDays { get; set; } = 30;
}

/// <summary>The engines the service runs on.</summary>
internal enum DatabaseProvider
{
    Sqlite,
    Postgres,
    SqlServer,
}
