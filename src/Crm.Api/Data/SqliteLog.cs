using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Crm.Api.Data;

/// <summary>
/// Copies the write-ahead log back into the database while others go on writing. Left alone, SQLite does that at the end of the commit that
/// makes the log too long, and whoever commits, and whoever writes next, waits a third of a second for it.
/// </summary>
internal sealed class SqliteLog(WriterQueue writers, string connectionString) : IDisposable
{
    private const int CacheWrites = 9;

    /// <summary>So many are worth a copy: a page that was written several times is copied once.</summary>
    private const int Enough = 16_000;

    /// <summary>So few are copied in a few hundredths of a second, in which nobody else writes.</summary>
    private const int Little = 1_000;

    private const int MostCopies = 8;
    private const int LengthColumn = 1;

    private readonly Lock _lock = new();
    private long _pages;
    private Task _copying = Task.CompletedTask;

    /// <summary>Comes after each commit.</summary>
    /// <param name="connection">The one that wrote.</param>
    public void Grew(SqliteConnection connection)
    {
        if (connection.Handle is not { } handle)
        {
            return;
        }

        lock (_lock)
        {
            _ = raw.sqlite3_db_status(handle, CacheWrites, out var written, out _, resetFlg: 1);
            _pages += written;
            if (_pages >= Enough && _copying.IsCompleted)
            {
                _pages = 0;
                _copying = Task.Run(CopyBackAsync);
            }
        }
    }

    /// <summary>Waits for a copy that is under way, however it ends.</summary>
    public void Dispose() => Task.WhenAny(_copying).Wait();

    private async Task CopyBackAsync()
    {
        try
        {
            await using var connection = new SqliteConnection(connectionString);
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
            var (copied, length) = (0, await CopyAsync(command));
            for (var copy = 1; copy < MostCopies && length - copied > Little; copy++)
            {
                (copied, length) = (length, await CopyAsync(command));
            }

            // Only a log without any rest begins anew; else it would grow and grow.
            using var turn = await writers.EnterAsync(isPatient: true, CancellationToken.None);
            await CopyAsync(command);
        }
        catch (Exception failure) when (failure is SqliteException or DatabaseBusy)
        {
            // All of it is in the log and stays there; copying it is tried again.
        }
    }

    /// <returns>How many pages the log had when it was begun to be copied; more have come since.</returns>
    private static async Task<int> CopyAsync(SqliteCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? reader.GetInt32(LengthColumn) : 0;
    }
}
