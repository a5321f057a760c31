using Crm.Api.Data;
using Crm.Api.Filters;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Segments;

/// <summary>How segments and their members are stored. Members are no parts: there may be millions, and nobody loads them with their segment.</summary>
internal sealed class SegmentConfiguration : IEntityTypeConfiguration<Segment>, IEntityTypeConfiguration<SegmentMember>
{
    public void Configure(EntityTypeBuilder<Segment> builder)
    {
        builder.ToTable("segments");
        builder.Property(segment => segment.Name).HasMaxLength(120);
        builder.Property(segment => segment.NameSort).HasMaxLength(200).Derived();
        builder.Property(segment => segment.Description).HasMaxLength(1000);
        builder.Property(segment => segment.Filter).HasMaxLength(FilterLimits.Length);
        builder.Property(segment => segment.TimeZone).HasMaxLength(60);
        builder.HasIndex(segment => segment.Name).IsUniqueOutsideTrash();
        builder.HasIndex(segment => new { segment.NameSort, segment.Id });
    }

    /// <summary>Without a foreign key to customers: being in a segment holds nobody in the trash.</summary>
    public void Configure(EntityTypeBuilder<SegmentMember> builder)
    {
        builder.ToTable("segment_members").HasKey(member => new { member.SegmentId, member.CustomerId });
        builder.LiesInOrderOfKey();
        builder.HasOne<Segment>().WithMany().HasForeignKey(member => member.SegmentId);
        builder.HasIndex(member => member.CustomerId);
        builder.HasIndex(member => member.MergeId);
    }

    /// <summary>All tables of this folder.</summary>
    public static void AddTo(ModelBuilder model)
    {
        var configuration = new SegmentConfiguration();
        model.ApplyConfiguration<Segment>(configuration);
        model.ApplyConfiguration<SegmentMember>(configuration);
    }
}
