using Crm.Api.Data;
using Crm.Api.Pricing;
using Crm.Api.Quotes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Orders;

/// <summary>How orders are stored.</summary>
internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.ToTable("orders");
        PricedDocumentConfiguration.Configure(builder);
        builder.Property(order => order.CancelReason).HasMaxLength(1000);
        builder.References<Quote>(nameof(Order.QuoteId));
        // A quote makes one order, whatever happens at the same time.
        builder.HasIndex(order => order.QuoteId).IsUnique().HasFilter("quote_id IS NOT NULL");
        // With the status, or SQLite would look through all orders of one status for each customer.
        builder.HasIndex(order => new
        {
            order.CustomerId,
            order.Status,
            order.OrderTime,
        });
        builder.HasIndex(order => new { order.OrderTime, order.Id });
        builder.HasIndex(order => new { order.Status, order.OrderTime });
    }

    /// <summary>All tables of this folder.</summary>
    public static void AddTo(ModelBuilder model)
    {
        model.ApplyConfiguration(new OrderConfiguration());
        model.ApplyConfiguration(new PricedLineConfiguration<Order>("order_lines"));
        model.ApplyConfiguration(new ExternalIdConfiguration<Order>("order_external_ids"));
    }
}
