using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Data;

/// <summary>SQLite: ids as 16 big-endian bytes, times as microseconds since 1970, text compared byte by byte by default.</summary>
internal sealed class SqliteCrmDb(DbContextOptions<SqliteCrmDb> options) : CrmDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Guid>().HaveConversion<IdToBytes>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<TimeToMicroseconds>();
    }
}
