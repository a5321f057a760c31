using System.Data.Common;
using Crm.Api.Data.Bulk;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;

namespace Crm.Api.Data;

/// <summary>
/// SQLite in the service's own process. Writers take turns here, before <c>BEGIN IMMEDIATE</c>, so that nobody ever meets
/// "database is locked"; a second process on the same file is refused.
/// </summary>
internal sealed class SqliteEngine : DatabaseEngine, IDisposable
{
    private const int Full = 13;
    private const int IoFailed = 10;
    private const int CannotOpen = 14;
    private const int UniqueFailed = 2067;
    private const int PrimaryKeyFailed = 1555;
    private const long BytesInMegabyte = 1024 * 1024;
    private const int ReferenceFailed = 787;
    private const string UniquePrefix = "UNIQUE constraint failed: ";

    private readonly WriterQueue _writers;
    private readonly SqliteLog _log;
    private readonly long _reserveBytes;
    private readonly string _connectionString;
    private FileStream? _claim;

    public SqliteEngine(IOptions<DatabaseOptions> options, IConfiguration configuration)
    {
        var settings = new SqliteConnectionStringBuilder(
            configuration.GetConnectionString("Crm") ?? $"Data Source={Path.Combine(options.Value.Folder, "crm.db")}"
        )
        {
            ForeignKeys = true,
            DefaultTimeout = options.Value.WriteTurnSeconds,
        };
        File = Path.GetFullPath(settings.DataSource);
        _connectionString = settings.ToString();
        _reserveBytes = options.Value.ReserveMegabytes * BytesInMegabyte;
        _writers = new WriterQueue(TimeSpan.FromSeconds(options.Value.WriteTurnSeconds));
        _log = new SqliteLog(_writers, _connectionString);
    }

    public string File { get; }

    public override DatabaseProvider Provider => DatabaseProvider.Sqlite;

    public override bool IsShared => false;

    public override string ReserveNumbersSql =>
        """
            INSERT INTO counters (series, next) VALUES ({0}, 1 + {1})
            ON CONFLICT (series) DO UPDATE SET next = counters.next + {1}
            RETURNING next - {1} AS "Value"
            """;

    public override string SettledEventsSql => "SELECT * FROM events";

    public override void Configure(DbContextOptionsBuilder builder) =>
        builder
            .UseSqlite(_connectionString)
            .ReplaceService<IMigrationsSqlGenerator, SqliteTables>()
            .AddInterceptors(SqliteContextConnection.Interceptor.Instance, PartIndexes.Instance);

    public override async ValueTask<IDisposable?> TakeWriteTurnAsync(
        bool isPatient,
        CancellationToken cancellationToken
    ) => await _writers.EnterAsync(isPatient, cancellationToken);

    public override void KeepReserve(long bytes)
    {
        if (new DriveInfo(Path.GetDirectoryName(File)!).AvailableFreeSpace < bytes + _reserveBytes)
        {
            throw new NoRoomLeft();
        }
    }

    /// <summary>A deferred transaction: reading in it does not ask for the right to write.</summary>
    public override async Task<IAsyncDisposable> BeginSnapshotAsync(CrmDb db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var transaction = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        return new Snapshot((await db.Database.UseTransactionAsync(transaction, cancellationToken))!, transaction);
    }

    public override void Committed(CrmDb db) => _log.Grew((SqliteConnection)db.Database.GetDbConnection());

    public override void Claim()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            _claim = new FileStream($"{File}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when (IsHeldElsewhere(failure))
        {
            throw new StartupFailure($"Another process uses the database {File}; stop it or choose another file.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartupFailure($"The folder of the database cannot be written: {failure.Message}");
        }
    }

    public override BulkWriter BulkInto(CrmDb db) => new SqliteBulkWriter(db);

    /// <summary>JSON has no bytes: several ids travel as hexadecimal digits.</summary>
    public override string AmongIds(DbCommand command, string column, IReadOnlyCollection<Guid> ids)
    {
        if (ids.Count == 1)
        {
            command.Parameters.Add(Parameter("@id", ids.First()));
            return $"{column} = @id";
        }

        var digits = ids.Select(id => $"\"{Convert.ToHexString(id.ToByteArray(bigEndian: true))}\"");
        command.Parameters.Add(new SqliteParameter("$ids", $"[{string.Join(',', digits)}]"));
        return $"{column} IN (SELECT unhex(value) FROM json_each($ids))";
    }

    protected override DbParameter Parameter(string name, Guid id) =>
        new SqliteParameter(name, id.ToByteArray(bigEndian: true));

    public override Guid ReadId(DbDataReader reader, int column) =>
        new(reader.GetFieldValue<byte[]>(column), bigEndian: true);

    public override string? BrokenUniqueConstraint(DbException failure) =>
        failure is SqliteException { SqliteExtendedErrorCode: UniqueFailed or PrimaryKeyFailed } broken
        && broken.Message.IndexOf(UniquePrefix, StringComparison.Ordinal) is >= 0 and var start
            ? broken.Message[(start + UniquePrefix.Length)..].TrimEnd('\'', '.')
            : null;

    public override bool IsBrokenReference(DbException failure) =>
        failure is SqliteException { SqliteExtendedErrorCode: ReferenceFailed };

    public override StorageTrouble? TroubleOf(DbException failure) =>
        (failure as SqliteException)?.SqliteErrorCode switch
        {
            Full => StorageTrouble.Full,
            IoFailed or CannotOpen => StorageTrouble.Unreachable,
            _ => null,
        };

    /// <summary>EWOULDBLOCK of Linux and macOS, ERROR_SHARING_VIOLATION of Windows.</summary>
    private static bool IsHeldElsewhere(IOException failure) =>
        failure.HResult is 11 or 35 or unchecked((int)0x80070020);

    /// <summary>EF Core lets go of a transaction it did not begin itself, but leaves it open.</summary>
    private sealed class Snapshot(IDbContextTransaction used, SqliteTransaction begun) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await used.DisposeAsync();
            await begun.DisposeAsync();
        }
    }

    public void Dispose()
    {
        _log.Dispose();
        _claim?.Dispose();
    }
}
