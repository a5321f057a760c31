using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Opportunities;
using Crm.Api.Products;
using Crm.Api.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Pricing;

/// <summary>How what quotes and orders have in common is stored, each kind in tables of its own.</summary>
internal static class PricedDocumentConfiguration
{
    public static void Configure<TDocument>(EntityTypeBuilder<TDocument> builder)
        where TDocument : PricedDocument<TDocument>
    {
        builder.Property(document => document.Number).HasMaxLength(20);
        builder.Property(document => document.Currency).HasMaxLength(3);
        builder.Property(document => document.DiscountPercentUnits).Scaled();
        builder.Property(document => document.DiscountAmountUnits).Scaled();
        builder.Property(document => document.Notes).HasMaxLength(4000);
        builder.Property(document => document.SubtotalUnits).Scaled().Derived();
        builder.Property(document => document.DiscountUnits).Scaled().Derived();
        builder.Property(document => document.NetUnits).Scaled().Derived();
        builder.Property(document => document.TaxUnits).Scaled().Derived();
        builder.Property(document => document.TotalUnits).Scaled().Derived();
        builder.Ignore(document => document.Terms);
        builder.References<Customer>(nameof(PricedDocument<>.CustomerId));
        builder.References<Customer>(nameof(PricedDocument<>.ContactId));
        builder.References<User>(nameof(PricedDocument<>.OwnerId));
        builder.References<Opportunity>(nameof(PricedDocument<>.OpportunityId));

        builder.HasIndex(document => document.Number).IsUnique();
        builder.HasIndex(document => document.ContactId);
        builder.HasIndex(document => document.OwnerId);
        builder.HasIndex(document => document.OpportunityId);
        builder.HasIndex(document => new { document.TotalUnits, document.Id });
        builder.HasIndex(document => new { document.CreateTime, document.Id });
        builder.HasIndex(document => new { document.UpdateTime, document.Id });
        builder.HasParts(document => document.Lines);
        builder.HasParts(document => document.ExternalIds);
    }
}

/// <summary>One table of lines per kind of document.</summary>
internal sealed class PricedLineConfiguration<TDocument>(string table) : IEntityTypeConfiguration<PricedLine<TDocument>>
    where TDocument : PricedDocument<TDocument>
{
    public void Configure(EntityTypeBuilder<PricedLine<TDocument>> builder)
    {
        builder.ToTable(table);
        builder.HasPlace();
        builder.Property(line => line.Description).HasMaxLength(1000);
        builder.Property(line => line.QuantityUnits).Scaled();
        builder.Property(line => line.UnitPriceUnits).Scaled();
        builder.Property(line => line.DiscountPercentUnits).Scaled();
        builder.Property(line => line.DiscountAmountUnits).Scaled();
        builder.Property(line => line.TaxRateUnits).Scaled();
        builder.Property(line => line.TaxCode).HasMaxLength(20);
        builder.Property(line => line.SubtotalUnits).Scaled().Derived();
        builder.Property(line => line.DiscountUnits).Scaled().Derived();
        builder.Property(line => line.DocumentDiscountUnits).Scaled().Derived();
        builder.Property(line => line.NetUnits).Scaled().Derived();
        builder.Property(line => line.TaxUnits).Scaled().Derived();
        builder.Ignore(line => line.Terms);
        builder.Ignore(line => line.Tax);
        builder.References<Product>(nameof(PricedLine<>.ProductId));
        builder.HasIndex(line => line.ProductId);
    }
}
