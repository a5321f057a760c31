namespace Crm.Api.Kernel;

/// <summary>Time zones of the IANA database, as the machine knows them.</summary>
internal static class TimeZones
{
    private const string Universal = "UTC";

    /// <summary>The zone with this IANA id, such as <c>Europe/Berlin</c> or <c>UTC</c>; null when there is none. Windows ids are unknown.</summary>
    public static TimeZoneInfo? Find(string? id) =>
        id is not null && IsIanaId(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.Id == id
            ? zone
            : null;

    // The framework also takes Windows ids and, on Unix, any file of the zone folder, such as those that count leap seconds.
    private static bool IsIanaId(string id) =>
        id == Universal
        || (
            !TimeZoneInfo.TryConvertWindowsIdToIanaId(id, out _)
            && !id.StartsWith("right/", StringComparison.Ordinal)
            && !id.StartsWith("posix/", StringComparison.Ordinal)
        );
}
