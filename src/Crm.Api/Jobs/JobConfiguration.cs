using Crm.Api.Data.Blobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Jobs;

/// <summary>How jobs and their ledgers are stored.</summary>
internal sealed class JobConfiguration : IEntityTypeConfiguration<Job>, IEntityTypeConfiguration<JobLine>
{
    public const int MaxDetail = 1000;
    public const int MaxField = 200;

    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.ToTable("jobs");
        builder.Ignore(job => job.IsOver);
        builder.Ignore(job => job.AddsUp);
        builder.Property(job => job.Resource).HasMaxLength(60);
        builder.Property(job => job.FileName).HasMaxLength(200);
        builder.Property(job => job.Scopes).HasMaxLength(4000);
        builder.Property(job => job.ErrorCode).HasMaxLength(60);
        builder.Property(job => job.ErrorDetail).HasMaxLength(MaxDetail);
        builder.HasOne<Blob>().WithMany().HasForeignKey(job => job.BlobId);
        builder.HasIndex(job => new { job.State, job.Id });
    }

    public void Configure(EntityTypeBuilder<JobLine> builder)
    {
        builder.ToTable("job_lines");
        builder.HasKey(line => new { line.JobId, line.Line });
        builder.Property(line => line.Line).ValueGeneratedNever();
        builder.Property(line => line.Code).HasMaxLength(60);
        builder.Property(line => line.Detail).HasMaxLength(MaxDetail);
        builder.Property(line => line.Field).HasMaxLength(MaxField);
        builder.HasOne<Job>().WithMany().HasForeignKey(line => line.JobId);
    }

    public static void AddTo(ModelBuilder model)
    {
        var configuration = new JobConfiguration();
        model.ApplyConfiguration<Job>(configuration);
        model.ApplyConfiguration<JobLine>(configuration);
    }
}
