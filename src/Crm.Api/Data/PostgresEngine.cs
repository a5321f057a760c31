using System.Data;
using System.Data.Common;
using Crm.Api.Data.Bulk;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Crm.Api.Data;

/// <summary>PostgreSQL, shared by any number of nodes.</summary>
internal sealed class PostgresEngine(IConfiguration configuration) : DatabaseEngine
{
    // A node that stands still in the middle of a transaction holds its locks, and the server cannot know that it is not thinking.
    // Ours never think for long between two statements.
    private const string EndIdleTransactions = "-c idle_in_transaction_session_timeout=20s";
    private const string IdleInTransaction = "25P03";

    public override DatabaseProvider Provider => DatabaseProvider.Postgres;

    public override bool IsShared => true;

    public override string ReserveNumbersSql =>
        """
            INSERT INTO counters (series, next) VALUES ({0}, 1 + {1})
            ON CONFLICT (series) DO UPDATE SET next = counters.next + {1}
            RETURNING next - {1} AS "Value"
            """;

    // Numbers are drawn before commit, so a lower one may become visible later; transactions older than every running one cannot.
    public override string SettledEventsSql =>
        "SELECT * FROM events WHERE transaction_id < pg_snapshot_xmin(pg_current_snapshot())";

    public override void Configure(DbContextOptionsBuilder builder) => builder.UseNpgsql(ConnectionString());

    public override async Task<IAsyncDisposable> BeginSnapshotAsync(CrmDb db, CancellationToken cancellationToken) =>
        await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    public override BulkWriter BulkInto(CrmDb db) => new PostgresBulkWriter(db);

    public override string AmongIds(DbCommand command, string column, IReadOnlyCollection<Guid> ids)
    {
        command.Parameters.Add(new NpgsqlParameter<Guid[]>("ids", [.. ids]));
        return $"{column} = ANY (@ids)";
    }

    protected override DbParameter Parameter(string name, Guid id) => new NpgsqlParameter<Guid>(name, id);

    public override string? BrokenUniqueConstraint(DbException failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } broken
            ? broken.ConstraintName
            : null;

    public override bool IsBrokenReference(DbException failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation };

    public override StorageTrouble? TroubleOf(DbException failure) =>
        failure switch
        {
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } => StorageTrouble.Full,
            PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected } => StorageTrouble.Collision,
            PostgresException { SqlState: PostgresErrorCodes.SerializationFailure } => StorageTrouble.Collision,
            PostgresException { SqlState: IdleInTransaction } or CopyStoodStill => StorageTrouble.Collision,
            // A broken connection, or a server that ends, starts or has no connection left.
            NpgsqlException { IsTransient: true } => StorageTrouble.Unreachable,
            _ => null,
        };

    /// <summary>With what has to hold for each of our sessions, unless whoever set the connection up says otherwise.</summary>
    private string ConnectionString()
    {
        var settings = new NpgsqlConnectionStringBuilder(
            StartupFailure.RequiredConnectionString(configuration, Provider)
        );
        if (settings.Options?.Contains("idle_in_transaction", StringComparison.Ordinal) != true)
        {
            settings.Options = $"{settings.Options} {EndIdleTransactions}".TrimStart();
        }

        return settings.ConnectionString;
    }
}
