using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Pipelines;

/// <summary>How pipelines and their stages are stored.</summary>
internal sealed class PipelineConfiguration
    : IEntityTypeConfiguration<Pipeline>,
        IEntityTypeConfiguration<PipelineStage>
{
    public void Configure(EntityTypeBuilder<Pipeline> builder)
    {
        builder.ToTable("pipelines");
        builder.Ignore(pipeline => pipeline.StagesInOrder);
        builder.Ignore(pipeline => pipeline.FirstOpenStage);
        builder.Property(pipeline => pipeline.Name).HasMaxLength(120);
        builder.Property(pipeline => pipeline.NameSort).HasMaxLength(200).Derived();
        builder.HasIndex(pipeline => pipeline.Name).IsUniqueOutsideTrash();
        builder.HasParts(pipeline => pipeline.Stages);
    }

    public void Configure(EntityTypeBuilder<PipelineStage> builder)
    {
        builder.ToTable("pipeline_stages");
        builder.HasKey(stage => new { stage.ParentId, stage.Key });
        builder.Property(stage => stage.Key).HasMaxLength(60);
        builder.Property(stage => stage.Name).HasMaxLength(120);
        builder.Property(stage => stage.ProbabilityUnits).Scaled();
    }

    /// <summary>All tables of this folder.</summary>
    public static void AddTo(ModelBuilder model)
    {
        var configuration = new PipelineConfiguration();
        model.ApplyConfiguration<Pipeline>(configuration);
        model.ApplyConfiguration<PipelineStage>(configuration);
    }
}
