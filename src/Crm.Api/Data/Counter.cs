using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Data;

/// <summary>The next free value of a series of numbers.</summary>
internal sealed class Counter
{
    public required string Series { get; set; }

    public long Next { get; set; }
}

internal sealed class CounterConfiguration : IEntityTypeConfiguration<Counter>
{
    public void Configure(EntityTypeBuilder<Counter> builder)
    {
        builder.ToTable("counters").HasKey(counter => counter.Series);
        builder.Property(counter => counter.Series).HasMaxLength(60);
    }
}
