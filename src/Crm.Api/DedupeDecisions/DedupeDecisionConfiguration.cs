using Crm.Api.Customers;
using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.DedupeDecisions;

/// <summary>How decisions are stored.</summary>
internal sealed class DedupeDecisionConfiguration : IEntityTypeConfiguration<DedupeDecision>
{
    public void Configure(EntityTypeBuilder<DedupeDecision> builder)
    {
        builder.ToTable("dedupe_decisions");
        builder.Ignore(decision => decision.Link);
        builder.Property(decision => decision.Role).HasMaxLength(120);
        builder.Property(decision => decision.Note).HasMaxLength(2000);
        builder.ReferencesForGood<Customer>(nameof(DedupeDecision.FirstCustomerId));
        builder.ReferencesForGood<Customer>(nameof(DedupeDecision.SecondCustomerId));
        builder
            .HasIndex(decision => new { decision.FirstCustomerId, decision.SecondCustomerId })
            .IsUniqueOutsideTrash();
        builder.HasIndex(decision => new { decision.SecondCustomerId, decision.Id });
        builder.HasIndex(decision => new { decision.CreateTime, decision.Id });
    }
}
