using Crm.Api.Campaigns;
using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Outreach.Inbound;

/// <summary>How mails that wait for a person are stored.</summary>
internal sealed class InboundReviewConfiguration : IEntityTypeConfiguration<InboundReview>
{
    public const int StatusLength = 60;
    public const int TextLength = 1000;

    public void Configure(EntityTypeBuilder<InboundReview> builder)
    {
        builder.ToTable("inbound_reviews");
        builder.Property(review => review.Reason).HasMaxLength(TextLength);
        builder.Property(review => review.Status).HasMaxLength(StatusLength);
        builder.Property(review => review.Diagnostic).HasMaxLength(TextLength);
        builder.Property(review => review.Hash).HasMaxLength(64).Derived();
        builder.Property(review => review.Beginning).HasMaxLength(InboundReview.BeginningLength);
        builder.References<Message>(nameof(InboundReview.MessageId));
        builder.HasIndex(review => review.Hash).IsUniqueOutsideTrash();
        builder.HasIndex(review => new { review.CreateTime, review.Id });
    }
}
