using Crm.Api.Data;
using Crm.Api.Orders;
using Crm.Api.Pricing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Quotes;

/// <summary>How quotes are stored.</summary>
internal sealed class QuoteConfiguration : IEntityTypeConfiguration<Quote>
{
    public void Configure(EntityTypeBuilder<Quote> builder)
    {
        builder.ToTable("quotes");
        PricedDocumentConfiguration.Configure(builder);
        builder.Property(quote => quote.PaymentTerms).HasMaxLength(1000);
        builder.Property(quote => quote.DeliveryTerms).HasMaxLength(1000);
        builder.Property(quote => quote.DeclineReason).HasMaxLength(1000);
        builder.References<Quote>(nameof(Quote.RevisesId));
        builder.References<Quote>(nameof(Quote.RevisedById));
        builder.References<Order>(nameof(Quote.OrderId));
        builder.HasIndex(quote => quote.CustomerId);
        builder.HasIndex(quote => quote.RevisesId);
        builder.HasIndex(quote => quote.RevisedById);
        builder.HasIndex(quote => quote.OrderId);
        builder.HasIndex(quote => new { quote.State, quote.ValidUntil });
    }

    /// <summary>All tables of this folder.</summary>
    public static void AddTo(ModelBuilder model)
    {
        model.ApplyConfiguration(new QuoteConfiguration());
        model.ApplyConfiguration(new PricedLineConfiguration<Quote>("quote_lines"));
        model.ApplyConfiguration(new ExternalIdConfiguration<Quote>("quote_external_ids"));
    }
}
