using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Jobs.Ledger;

/// <summary>A stretch of a job's ledger, written in the transaction of the rows it tells of; the counters let a reader skip it.</summary>
internal sealed class LedgerChunk
{
    public required Guid JobId { get; set; }

    public required LedgerKind Kind { get; set; }

    /// <summary>0-based; later stretches of the input have higher ones.</summary>
    public required int Position { get; set; }

    public long FirstLine { get; set; }

    public long LastLine { get; set; }

    public int Created { get; set; }

    public int Updated { get; set; }

    public int Unchanged { get; set; }

    public int Duplicate { get; set; }

    public int Rejected { get; set; }

    public int Unprocessed { get; set; }

    public int Deleted { get; set; }

    /// <summary>As <see cref="LedgerCodec"/> writes them.</summary>
    public byte[] Lines { get; set; } = [];

    /// <summary>Says what the chunk holds, in the order of the input.</summary>
    public void Hold(IReadOnlyList<LedgerLine> lines)
    {
        var counts = LedgerCounts.Of(lines);
        (FirstLine, LastLine) = (lines[0].Line, lines[^1].Line);
        (Created, Updated, Unchanged) = ((int)counts.Created, (int)counts.Updated, (int)counts.Unchanged);
        (Duplicate, Rejected, Unprocessed) = ((int)counts.Duplicate, (int)counts.Rejected, (int)counts.Unprocessed);
        Deleted = (int)counts.Deleted;
        Lines = LedgerCodec.Encode(lines);
    }
}

internal sealed class LedgerChunkConfiguration : IEntityTypeConfiguration<LedgerChunk>
{
    public void Configure(EntityTypeBuilder<LedgerChunk> builder)
    {
        builder.ToTable("job_ledger");
        builder.HasKey(chunk => new
        {
            chunk.JobId,
            chunk.Kind,
            chunk.Position,
        });
        builder.HasIndex(chunk => new
        {
            chunk.JobId,
            chunk.Kind,
            chunk.LastLine,
        });
        builder.HasOne<Job>().WithMany().HasForeignKey(chunk => chunk.JobId);
    }
}
