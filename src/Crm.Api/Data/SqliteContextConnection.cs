using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Crm.Api.Data;

/// <summary>
/// The connection of one pooled context. It stays open between requests, set up once, and keeps its statements prepared: opening a
/// connection or planning a statement takes longer than reading a record.
/// </summary>
internal sealed class SqliteContextConnection(string connectionString) : SqliteConnection(connectionString)
{
    /// <summary>Write-ahead log, and every commit on the disk before it is acknowledged.</summary>
    /// <remarks>The log is copied back by <see cref="SqliteLog"/>; at 256 MB, should that not come to it, by whoever commits.</remarks>
    private const string Pragmas =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -2000; PRAGMA wal_autocheckpoint = 64000;";

    // Filters come in any number of shapes; when there are too many, the connection begins anew.
    private const int MaxStatements = 100;

    // What is longer is a bulk statement, which its own command keeps for as long as it is wanted.
    private const int MaxLength = 8000;

    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    public override void Open()
    {
        if (State == ConnectionState.Open)
        {
            return;
        }

        base.Open();
        using var command = new SqliteCommand(Pragmas, this);
        command.ExecuteNonQuery();
    }

    /// <summary>Ends what was begun; closed for good when it is disposed with its context.</summary>
    public override void Close() => Transaction?.Dispose();

    public override SqliteCommand CreateCommand() =>
        new Command(this) { CommandTimeout = DefaultTimeout, Transaction = Transaction };

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            base.Close();
        }

        base.Dispose(disposing);
    }

    private Statement StatementOf(string text)
    {
        if (!_statements.TryGetValue(text, out var statement))
        {
            if (_statements.Count == MaxStatements)
            {
                ForgetStatements();
            }

            statement = new Statement(text, this);
            _statements.Add(text, statement);
        }

        return statement;
    }

    private void ForgetStatements()
    {
        foreach (var (text, statement) in _statements)
        {
            if (!statement.IsRunning)
            {
                statement.Dispose();
                _statements.Remove(text);
            }
        }
    }

    /// <summary>Gives EF Core, which makes a command for each run of a statement and throws it away, what the last run left prepared.</summary>
    private sealed class Command(SqliteContextConnection connection) : SqliteCommand(commandText: null, connection)
    {
        public override SqliteDataReader ExecuteReader(CommandBehavior behavior) =>
            CommandText.Length <= MaxLength && connection.StatementOf(CommandText) is { IsRunning: false } statement
                ? statement.Run(this, behavior)
                : base.ExecuteReader(behavior);
    }

    /// <summary>A statement once parsed and planned.</summary>
    private sealed class Statement(string text, SqliteConnection connection) : SqliteCommand(text, connection)
    {
        public bool IsRunning => DataReader is not null;

        public SqliteDataReader Run(SqliteCommand command, CommandBehavior behavior)
        {
            Transaction = command.Transaction;
            CommandTimeout = command.CommandTimeout;
            Parameters.Clear();
            foreach (SqliteParameter parameter in command.Parameters)
            {
                Parameters.Add(parameter);
            }

            return ExecuteReader(behavior);
        }
    }

    /// <summary>Has EF Core use such connections.</summary>
    public sealed class Interceptor : DbConnectionInterceptor
    {
        public static readonly Interceptor Instance = new();

        public override InterceptionResult<DbConnection> ConnectionCreating(
            ConnectionCreatingEventData eventData,
            InterceptionResult<DbConnection> result
        ) =>
            InterceptionResult<DbConnection>.SuppressWithResult(
                new SqliteContextConnection(eventData.ConnectionString!)
            );
    }
}
