using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Data;

/// <summary>One table of external ids per kind of record, each with its own unique index.</summary>
internal sealed class ExternalIdConfiguration<TOwner>(string table) : IEntityTypeConfiguration<ExternalId<TOwner>>
    where TOwner : Record
{
    public void Configure(EntityTypeBuilder<ExternalId<TOwner>> builder)
    {
        builder.ToTable(table);
        builder.HasKey(id => new
        {
            id.ParentId,
            id.System,
            id.Value,
        });
        builder.Property(id => id.System).HasMaxLength(60);
        builder.Property(id => id.Value).HasMaxLength(200);
        builder.Property(id => id.DeleteTime).Derived();
        builder.HasIndex(id => new { id.System, id.Value }).IsUniqueOutsideTrash();
    }
}
