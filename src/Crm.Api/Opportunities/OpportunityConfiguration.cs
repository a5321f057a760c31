using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Products;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Opportunities;

/// <summary>How opportunities and their parts are stored.</summary>
internal sealed class OpportunityConfiguration
    : IEntityTypeConfiguration<Opportunity>,
        IEntityTypeConfiguration<OpportunityLine>,
        IEntityTypeConfiguration<StageEntry>
{
    public const int ReasonLength = 200;

    public void Configure(EntityTypeBuilder<Opportunity> builder)
    {
        builder.ToTable("opportunities");
        builder.Ignore(opportunity => opportunity.IsClosed);
        builder.Ignore(opportunity => opportunity.Visits);
        builder.Property(opportunity => opportunity.Number).HasMaxLength(20);
        builder.Property(opportunity => opportunity.Name).HasMaxLength(200);
        builder.Property(opportunity => opportunity.NameSort).HasMaxLength(200).Derived();
        builder.Property(opportunity => opportunity.Description).HasMaxLength(4000);
        builder.Property(opportunity => opportunity.Source).HasMaxLength(60);
        builder.Property(opportunity => opportunity.AmountUnits).Scaled();
        builder.Property(opportunity => opportunity.Currency).HasMaxLength(3);
        builder.Property(opportunity => opportunity.BeyondLinesUnits).Derived();
        builder.Property(opportunity => opportunity.ProbabilityUnits).Scaled();
        builder.Property(opportunity => opportunity.Stage).HasMaxLength(60);
        builder.Property(opportunity => opportunity.StageTime).Derived();
        builder.Property(opportunity => opportunity.SecondsToClose).Derived();
        builder.Property(opportunity => opportunity.WinReason).HasMaxLength(ReasonLength);
        builder.Property(opportunity => opportunity.LossReason).HasMaxLength(ReasonLength);

        builder.References<Customer>(nameof(Opportunity.CustomerId));
        builder.References<Customer>(nameof(Opportunity.ContactId));
        builder.HasOne(opportunity => opportunity.Owner).WithMany().HasForeignKey(opportunity => opportunity.OwnerId);
        builder
            .HasOne(opportunity => opportunity.CurrentStage)
            .WithMany()
            .HasForeignKey(opportunity => new { opportunity.PipelineId, opportunity.Stage });

        builder.HasIndex(opportunity => opportunity.Number).IsUnique();
        builder.HasIndex(opportunity => new { opportunity.NameSort, opportunity.Id });
        builder.HasIndex(opportunity => new { opportunity.CreateTime, opportunity.Id });
        builder.HasIndex(opportunity => new { opportunity.UpdateTime, opportunity.Id });
        builder.HasIndex(opportunity => new { opportunity.AmountUnits, opportunity.Id });
        builder.HasIndex(opportunity => new { opportunity.ExpectedCloseDate, opportunity.Id });
        builder.HasIndex(opportunity => new { opportunity.CloseTime, opportunity.Id });
        // Reports add up whole pipelines from this index alone, in its order.
        builder.HasIndex(opportunity => new
        {
            opportunity.PipelineId,
            opportunity.Stage,
            opportunity.Currency,
            opportunity.ProbabilityUnits,
            opportunity.OwnerId,
            opportunity.AmountUnits,
            opportunity.SecondsToClose,
            opportunity.DeleteTime,
        });
        builder.HasIndex(opportunity => opportunity.CustomerId);
        builder.HasIndex(opportunity => opportunity.ContactId);
        builder.HasIndex(opportunity => opportunity.OwnerId);

        builder.HasParts(opportunity => opportunity.Lines);
        builder.HasParts(opportunity => opportunity.StageHistory);
        builder.HasParts(opportunity => opportunity.ExternalIds);
    }

    public void Configure(EntityTypeBuilder<OpportunityLine> builder)
    {
        builder.ToTable("opportunity_lines");
        builder.HasPlace();
        builder.Ignore(line => line.Terms);
        builder.Property(line => line.Description).HasMaxLength(1000);
        builder.Property(line => line.QuantityUnits).Scaled();
        builder.Property(line => line.UnitPriceUnits).Scaled();
        builder.Property(line => line.DiscountPercentUnits).Scaled();
        builder.Property(line => line.TotalUnits).Scaled();
        builder.Property(line => line.ShareUnits).Derived();
        builder.References<Product>(nameof(OpportunityLine.ProductId));
        builder.HasIndex(line => line.ProductId);
    }

    public void Configure(EntityTypeBuilder<StageEntry> builder)
    {
        builder.ToTable("opportunity_stages");
        builder.HasPlace();
        builder.Property(entry => entry.Stage).HasMaxLength(60);
        builder.Property(entry => entry.Reason).HasMaxLength(ReasonLength);
    }

    /// <summary>All tables of this folder.</summary>
    public static void AddTo(ModelBuilder model)
    {
        var configuration = new OpportunityConfiguration();
        model.ApplyConfiguration<Opportunity>(configuration);
        model.ApplyConfiguration<OpportunityLine>(configuration);
        model.ApplyConfiguration<StageEntry>(configuration);
        model.ApplyConfiguration(new ExternalIdConfiguration<Opportunity>("opportunity_external_ids"));
    }
}
