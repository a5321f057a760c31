using Crm.Api.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.DedupeRuns;

/// <summary>How what a run found is stored. Customers are named without foreign keys: a finding holds nobody in the trash.</summary>
internal sealed class DedupeRunConfiguration
    : IEntityTypeConfiguration<DedupePair>,
        IEntityTypeConfiguration<DedupeMember>,
        IEntityTypeConfiguration<DedupeModel>
{
    public void Configure(EntityTypeBuilder<DedupePair> builder)
    {
        builder.ToTable("dedupe_pairs").HasKey(pair => new { pair.RunId, pair.Number });
        builder.Property(pair => pair.Number).ValueGeneratedNever();
        builder.HasOne<Job>().WithMany().HasForeignKey(pair => pair.RunId);
        builder.HasIndex(pair => new { pair.RunId, pair.Turn });
        builder.HasIndex(pair => new
        {
            pair.RunId,
            pair.FirstId,
            pair.SecondId,
        });
    }

    public void Configure(EntityTypeBuilder<DedupeMember> builder)
    {
        builder.ToTable("dedupe_members").HasKey(member => new { member.RunId, member.CustomerId });
        builder.HasOne<Job>().WithMany().HasForeignKey(member => member.RunId);
        builder.HasIndex(member => new { member.RunId, member.Cluster });
        builder.HasIndex(member => new { member.RunId, member.AutoCluster });
    }

    public void Configure(EntityTypeBuilder<DedupeModel> builder)
    {
        builder.ToTable("dedupe_models").HasKey(model => new { model.RunId, model.Kind });
        builder.HasOne<Job>().WithMany().HasForeignKey(model => model.RunId);
    }

    public static void AddTo(ModelBuilder model)
    {
        var configuration = new DedupeRunConfiguration();
        model.ApplyConfiguration<DedupePair>(configuration);
        model.ApplyConfiguration<DedupeMember>(configuration);
        model.ApplyConfiguration<DedupeModel>(configuration);
    }
}
