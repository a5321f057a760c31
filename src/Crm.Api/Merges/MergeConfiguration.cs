using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Merges;

/// <summary>How merges are stored. No foreign keys to customers: a merge tells what was, and is not moved by the next one.</summary>
internal sealed class MergeConfiguration : IEntityTypeConfiguration<Merge>, IEntityTypeConfiguration<MergedCustomer>
{
    public void Configure(EntityTypeBuilder<Merge> builder)
    {
        builder.ToTable("merges");
        builder.HasIndex(merge => new { merge.SurvivorId, merge.Id });
        builder.HasIndex(merge => new { merge.JobId, merge.SurvivorId });
        builder.HasIndex(merge => new { merge.CreateTime, merge.Id });
        builder.HasParts(merge => merge.Merged);
    }

    public void Configure(EntityTypeBuilder<MergedCustomer> builder)
    {
        builder.ToTable("merged_customers");
        builder.HasPlace();
        builder.HasIndex(merged => merged.CustomerId);
    }

    /// <summary>All tables of this folder.</summary>
    public static void AddTo(ModelBuilder model)
    {
        var configuration = new MergeConfiguration();
        model.ApplyConfiguration<Merge>(configuration);
        model.ApplyConfiguration<MergedCustomer>(configuration);
    }
}
