using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Crm.Api.Data;

/// <summary>A UUID as 16 bytes in network order, which sort as the UUID does and, for version 7, by time.</summary>
internal sealed class IdToBytes()
    : ValueConverter<Guid, byte[]>(id => id.ToByteArray(true), bytes => new Guid(bytes, true));

/// <summary>A moment as whole microseconds since 1970, UTC.</summary>
internal sealed class TimeToMicroseconds()
    : ValueConverter<DateTimeOffset, long>(
        time => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
        stored => DateTimeOffset.UnixEpoch.AddTicks(stored * TimeSpan.TicksPerMicrosecond)
    );
