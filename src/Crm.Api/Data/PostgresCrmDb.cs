using Crm.Api.Events;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Data;

/// <summary>PostgreSQL: its own uuid and timestamptz; text compared byte by byte through the C collation.</summary>
internal sealed class PostgresCrmDb(DbContextOptions<PostgresCrmDb> options) : CrmDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<string>().UseCollation("C");

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder
            .Entity<Event>()
            .Property<ulong>(Event.TransactionColumn)
            .HasColumnName("transaction_id")
            .HasColumnType("xid8")
            .HasDefaultValueSql("pg_current_xact_id()");
        modelBuilder
            .Entity<Event>()
            .HasIndex(Event.TransactionColumn, nameof(Event.Sequence))
            .HasDatabaseName("ix_events_transaction_id_sequence");
    }
}
