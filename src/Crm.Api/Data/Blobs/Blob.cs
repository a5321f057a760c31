using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Data.Blobs;

/// <summary>A file in the shared database, where every node can read it; its bytes lie in chunks.</summary>
internal sealed class Blob
{
    public required Guid Id { get; set; }

    public required long Length { get; set; }

    public required byte[] Sha256 { get; set; }

    public required DateTimeOffset CreateTime { get; set; }
}

/// <summary>A piece of a file.</summary>
internal sealed class BlobChunk
{
    public required Guid BlobId { get; set; }

    /// <summary>0-based.</summary>
    public required int Position { get; set; }

    public required byte[] Bytes { get; set; }
}

internal sealed class BlobConfiguration : IEntityTypeConfiguration<Blob>, IEntityTypeConfiguration<BlobChunk>
{
    public void Configure(EntityTypeBuilder<Blob> builder)
    {
        builder.ToTable("blobs");
        builder.Property(blob => blob.Id).ValueGeneratedNever();
        builder.Property(blob => blob.Sha256).HasMaxLength(32);
    }

    public void Configure(EntityTypeBuilder<BlobChunk> builder)
    {
        builder.ToTable("blob_chunks");
        builder.HasKey(chunk => new { chunk.BlobId, chunk.Position });
        builder.HasOne<Blob>().WithMany().HasForeignKey(chunk => chunk.BlobId);
    }

    public static void AddTo(ModelBuilder model)
    {
        var configuration = new BlobConfiguration();
        model.ApplyConfiguration<Blob>(configuration);
        model.ApplyConfiguration<BlobChunk>(configuration);
    }
}
