using Crm.Api.Consents;
using Crm.Api.Data;
using Crm.Api.Outreach;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Suppressions;

/// <summary>How suppressions are stored.</summary>
internal sealed class SuppressionConfiguration : IEntityTypeConfiguration<Suppression>
{
    private const int HashLength = 64;

    public void Configure(EntityTypeBuilder<Suppression> builder)
    {
        builder.ToTable("suppressions");
        builder.Property(suppression => suppression.Address).HasMaxLength(OutreachAddress.MaxLength);
        builder.Property(suppression => suppression.AddressKey).HasMaxLength(OutreachAddress.MaxLength).Derived();
        builder.Property(suppression => suppression.AddressHash).HasMaxLength(HashLength).Derived();
        builder.Property(suppression => suppression.Purpose).HasMaxLength(ConsentConfiguration.PurposeLength);
        builder.Property(suppression => suppression.Source).HasMaxLength(120);
        builder.Property(suppression => suppression.Note).HasMaxLength(1000);
        builder.Property(suppression => suppression.Fingerprint).HasMaxLength(HashLength).Derived();
        builder.HasIndex(suppression => suppression.Fingerprint).Blames("address").IsUniqueOutsideTrash();
        builder.HasIndex(suppression => new { suppression.AddressHash, suppression.Id });
        builder.HasIndex(suppression => new { suppression.AddressKey, suppression.Channel });
        builder.HasIndex(suppression => new { suppression.CreateTime, suppression.Id });
    }
}
