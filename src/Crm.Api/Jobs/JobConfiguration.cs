using Crm.Api.Data;
using Crm.Api.Data.Blobs;
using Crm.Api.Jobs.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Jobs;

/// <summary>How jobs are stored.</summary>
internal sealed class JobConfiguration : IEntityTypeConfiguration<Job>, IEntityTypeConfiguration<JobFile>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.ToTable("jobs");
        builder.Ignore(job => job.IsOver);
        builder.Ignore(job => job.IsUnderWay);
        builder.Ignore(job => job.Counts);
        builder.Ignore(job => job.RowsPerSecond);
        builder.Ignore(job => job.SecondsLeft);
        builder.Property(job => job.Resource).HasMaxLength(60);
        builder.Property(job => job.Scopes).HasMaxLength(4000);
        builder.Property(job => job.Owner).HasMaxLength(200);
        builder.Property(job => job.PlanId).HasMaxLength(100);
        builder.Property(job => job.ErrorCode).HasMaxLength(60);
        builder.Property(job => job.ErrorDetail).HasMaxLength(1000);
        builder.HasOne<Job>().WithMany().HasForeignKey(job => job.UndoOf);
        builder.HasIndex(job => new { job.State, job.Id });
        builder.HasIndex(job => job.EndTime);
        builder.HasIndex(job => job.ScheduleId);
        builder.HasParts(job => job.Files);
    }

    public void Configure(EntityTypeBuilder<JobFile> builder)
    {
        builder.ToTable("job_files");
        builder.HasKey(file => new { file.ParentId, file.Number });
        builder.Property(file => file.Number).ValueGeneratedNever();
        builder.Property(file => file.Name).HasMaxLength(JobFile.MaxNameLength);
        builder.Property(file => file.Sha256).HasMaxLength(64);
        builder.HasOne<Blob>().WithMany().HasForeignKey(file => file.BlobId);
    }

    public static void AddTo(ModelBuilder model)
    {
        var configuration = new JobConfiguration();
        model.ApplyConfiguration<Job>(configuration);
        model.ApplyConfiguration<JobFile>(configuration);
        model.ApplyConfiguration(new LedgerChunkConfiguration());
    }
}
