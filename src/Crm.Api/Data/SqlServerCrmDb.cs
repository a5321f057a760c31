using Crm.Api.Events;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Data;

/// <summary>SQL Server: ids as big-endian binary(16), so that they stay sequential; text compared by code unit.</summary>
internal sealed class SqlServerCrmDb(DbContextOptions<SqlServerCrmDb> options) : CrmDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Guid>().HaveConversion<IdToBytes>().HaveColumnType("binary(16)");
        configurationBuilder.Properties<DateTimeOffset>().HaveColumnType("datetimeoffset(6)");
        configurationBuilder.Properties<string>().UseCollation("Latin1_General_100_BIN2");
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder
            .Entity<Event>()
            .Property<ulong>(Event.TransactionColumn)
            .HasColumnName("row_version")
            .HasConversion<byte[]>()
            .IsRowVersion();
        modelBuilder
            .Entity<Event>()
            .HasIndex(Event.TransactionColumn, nameof(Event.Sequence))
            .HasDatabaseName("ix_events_row_version_sequence");
    }
}
