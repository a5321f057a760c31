using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Http.Idempotency;

/// <summary>The answer once given to a request with an idempotency key; kept for a day.</summary>
internal sealed class IdempotentAnswer
{
    /// <summary>SHA-256 of caller, method, path and key.</summary>
    public required byte[] Id { get; set; }

    /// <summary>SHA-256 of query and body.</summary>
    public required byte[] BodyHash { get; set; }

    public required int Status { get; set; }

    public byte[]? Body { get; set; }

    public string? ETag { get; set; }

    public string? Location { get; set; }

    public required DateTimeOffset Time { get; set; }
}

internal sealed class IdempotentAnswerConfiguration : IEntityTypeConfiguration<IdempotentAnswer>
{
    public void Configure(EntityTypeBuilder<IdempotentAnswer> builder)
    {
        builder.ToTable("idempotent_answers").HasKey(answer => answer.Id);
        builder.Property(answer => answer.Id).HasMaxLength(32);
        builder.Property(answer => answer.BodyHash).HasMaxLength(32);
        builder.Property(answer => answer.ETag).HasMaxLength(40);
        builder.Property(answer => answer.Location).HasMaxLength(300);
        builder.HasIndex(answer => answer.Time);
    }
}
