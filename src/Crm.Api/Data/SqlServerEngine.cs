using System.Data;
using System.Data.Common;
using System.Text.RegularExpressions;
using Crm.Api.Data.Bulk;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Data;

/// <summary>SQL Server, shared by any number of nodes.</summary>
internal sealed partial class SqlServerEngine(IConfiguration configuration) : DatabaseEngine
{
    private const int DuplicateKey = 2601;
    private const int UniqueConstraint = 2627;
    private const int ReferenceConstraint = 547;
    private const int FileFull = 1105;
    private const int LogFull = 9002;
    private const int Deadlock = 1205;
    private const int SnapshotConflict = 3960;
    private const byte ConnectionLost = 20;
    private const int TimedOut = -2;

    public override DatabaseProvider Provider => DatabaseProvider.SqlServer;

    public override bool IsShared => true;

    public override string ReserveNumbersSql =>
        """
            MERGE counters WITH (HOLDLOCK) AS target
            USING (SELECT {0} AS series) AS source ON target.series = source.series
            WHEN MATCHED THEN UPDATE SET next = target.next + {1}
            WHEN NOT MATCHED THEN INSERT (series, next) VALUES (source.series, 1 + {1})
            OUTPUT inserted.next - {1} AS [Value];
            """;

    public override string SettledEventsSql => "SELECT * FROM events WHERE row_version < MIN_ACTIVE_ROWVERSION()";

    public override void Configure(DbContextOptionsBuilder builder) =>
        builder.UseSqlServer(StartupFailure.RequiredConnectionString(configuration, Provider));

    /// <summary>Asks for the database to allow snapshots: <c>ALTER DATABASE … SET ALLOW_SNAPSHOT_ISOLATION ON</c>.</summary>
    public override async Task<IAsyncDisposable> BeginSnapshotAsync(CrmDb db, CancellationToken cancellationToken) =>
        await db.Database.BeginTransactionAsync(IsolationLevel.Snapshot, cancellationToken);

    public override BulkWriter BulkInto(CrmDb db) => new SqlServerBulkWriter(db);

    /// <summary>JSON has no bytes: the ids travel as hexadecimal digits.</summary>
    public override string AmongIds(DbCommand command, string column, IReadOnlyCollection<Guid> ids)
    {
        var digits = ids.Select(id => $"\"{Convert.ToHexString(id.ToByteArray(bigEndian: true))}\"");
        command.Parameters.Add(new SqlParameter("@ids", $"[{string.Join(',', digits)}]"));
        return $"{column} IN (SELECT CONVERT(binary(16), value, 2) FROM OPENJSON(@ids))";
    }

    protected override DbParameter Parameter(string name, Guid id) =>
        new SqlParameter(name, id.ToByteArray(bigEndian: true));

    public override string? BrokenUniqueConstraint(DbException failure) =>
        failure is SqlException { Number: DuplicateKey or UniqueConstraint } broken
            ? IndexName().Match(broken.Message) is { Success: true } match
                ? match.Value
                : ""
            : null;

    public override bool IsBrokenReference(DbException failure) =>
        failure is SqlException { Number: ReferenceConstraint };

    public override StorageTrouble? TroubleOf(DbException failure) =>
        failure switch
        {
            SqlException { Number: FileFull or LogFull } => StorageTrouble.Full,
            SqlException { Number: Deadlock or SnapshotConflict } => StorageTrouble.Collision,
            SqlException { Number: TimedOut } or SqlException { Class: >= ConnectionLost } =>
                StorageTrouble.Unreachable,
            _ => null,
        };

    [GeneratedRegex("(ux|pk)_[a-z0-9_]+")]
    private static partial Regex IndexName();
}
