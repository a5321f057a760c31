using System.Data.Common;

namespace Crm.Api.Data;

/// <summary>Why what was right to write could not be written.</summary>
internal enum StorageTrouble
{
    /// <summary>There is no room left.</summary>
    Full,

    /// <summary>The database or its file is gone for now.</summary>
    Unreachable,

    /// <summary>Another transaction was in the way; the same again may succeed.</summary>
    Collision,
}

/// <summary>Tells trouble with the storage from defects, whatever the failure is wrapped in.</summary>
internal static class StorageTroubles
{
    // ENOSPC and EDQUOT of Linux, ENOSPC of macOS is the same; ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL of Windows.
    private static readonly int[] DiskFull = [28, 122, unchecked((int)0x80070027), unchecked((int)0x80070070)];

    public static StorageTrouble? Of(Exception failure, DatabaseEngine engine)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (OfOne(cause, engine) is { } trouble)
            {
                return trouble;
            }
        }

        return null;
    }

    private static StorageTrouble? OfOne(Exception failure, DatabaseEngine engine) =>
        failure switch
        {
            DbException database => engine.TroubleOf(database),
            IOException disk when DiskFull.Contains(disk.HResult) => StorageTrouble.Full,
            NoRoomLeft => StorageTrouble.Full,
            DatabaseBusy => StorageTrouble.Collision,
            _ => null,
        };
}

/// <summary>What remains free on the disk is kept for single writes.</summary>
internal sealed class NoRoomLeft() : Exception("There is hardly any room left on the disk.");
