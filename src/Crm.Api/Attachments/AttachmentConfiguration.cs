using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Attachments;

/// <summary>How attachments and their content are stored.</summary>
internal sealed class AttachmentConfiguration
    : IEntityTypeConfiguration<Attachment>,
        IEntityTypeConfiguration<AttachmentChunk>
{
    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable("attachments");
        builder.Property(attachment => attachment.RecordType).HasMaxLength(40);
        builder.Property(attachment => attachment.FileName).HasMaxLength(AttachmentUpload.MaxNameLength);
        builder.Property(attachment => attachment.MediaType).HasMaxLength(AttachmentUpload.MaxTypeLength);
        builder.Property(attachment => attachment.Hash).HasMaxLength(64);
        builder.RefersToAny(nameof(Attachment.RecordType), nameof(Attachment.RecordId));
        builder.HasIndex(attachment => new
        {
            attachment.RecordId,
            attachment.CreateTime,
            attachment.Id,
        });
    }

    public void Configure(EntityTypeBuilder<AttachmentChunk> builder)
    {
        builder.ToTable("attachment_chunks");
        builder.HasKey(chunk => new { chunk.ParentId, chunk.Position });
        builder.Property(chunk => chunk.Position).ValueGeneratedNever();
        builder.HasOne<Attachment>().WithMany().HasForeignKey(chunk => chunk.ParentId).OnDelete(DeleteBehavior.Cascade);
    }

    /// <summary>All tables of this folder.</summary>
    public static void AddTo(ModelBuilder model)
    {
        var configuration = new AttachmentConfiguration();
        model.ApplyConfiguration<Attachment>(configuration);
        model.ApplyConfiguration<AttachmentChunk>(configuration);
    }
}
