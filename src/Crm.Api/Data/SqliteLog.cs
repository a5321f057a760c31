using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Data;

/// <summary>
/// Copies the write-ahead log back into the database beside those who write. Left alone, SQLite does that at the end of a commit, for all
/// that a job has written in a second, and whoever writes next waits a third of a second for it. Done here it takes a job that nobody
/// waits for an eighth longer, so it is done only while somebody does.
/// </summary>
internal sealed class SqliteLog(WriterQueue writers)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Crowded = TimeSpan.FromSeconds(2);

    private long _last = Stopwatch.GetTimestamp();

    /// <summary>Comes after a commit, so nothing ends it early: what it was done for is done, and must not look as if it were not.</summary>
    public async Task CopyBackAsync(CrmDb db)
    {
        if (writers.SinceSomebodyWaited > Crowded || Stopwatch.GetElapsedTime(_last) < Pause)
        {
            return;
        }

        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
            await command.ExecuteNonQueryAsync();
            // What was written meanwhile is little. Only a log without any rest begins anew; else it would grow and grow.
            using var turn = await writers.EnterAsync(CancellationToken.None);
            await command.ExecuteNonQueryAsync();
        }
        catch (Exception failure) when (failure is SqliteException or DatabaseBusy)
        {
            // All of it is in the log and stays there; copying it is tried again.
        }

        _last = Stopwatch.GetTimestamp();
    }
}
