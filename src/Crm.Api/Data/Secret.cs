using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Data;

/// <summary>A random secret all nodes share, made on first use: it signs page tokens and the like.</summary>
internal sealed class Secret
{
    public required string Name { get; set; }

    public required byte[] Value { get; set; }
}

internal sealed class SecretConfiguration : IEntityTypeConfiguration<Secret>
{
    public void Configure(EntityTypeBuilder<Secret> builder)
    {
        builder.ToTable("secrets").HasKey(secret => secret.Name);
        builder.Property(secret => secret.Name).HasMaxLength(60);
        builder.Property(secret => secret.Value).HasMaxLength(64);
    }
}
