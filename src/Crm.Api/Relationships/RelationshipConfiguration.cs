using Crm.Api.Customers;
using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Relationships;

/// <summary>How relationships are stored.</summary>
internal sealed class RelationshipConfiguration : IEntityTypeConfiguration<Relationship>
{
    public void Configure(EntityTypeBuilder<Relationship> builder)
    {
        builder.ToTable("relationships");
        builder.Property(link => link.Role).HasMaxLength(120);
        builder.References<Customer>(nameof(Relationship.FromCustomerId));
        builder.References<Customer>(nameof(Relationship.ToCustomerId));
        // Those that have ended may be many; that they do not overlap is checked when one is written.
        builder
            .HasIndex(link => new
            {
                link.FromCustomerId,
                link.ToCustomerId,
                link.Type,
            })
            .IsUnique()
            .HasFilter("delete_time IS NULL AND until IS NULL");
        builder.HasIndex(link => new { link.FromCustomerId, link.Id });
        builder.HasIndex(link => new { link.ToCustomerId, link.Id });
    }
}
