using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Duplicates;

/// <summary>How the keys of customers are stored: without foreign keys, which would cost a look at the customer for every key.</summary>
internal sealed class CustomerKeyConfiguration
    : IEntityTypeConfiguration<CustomerKey>,
        IEntityTypeConfiguration<CustomerKeySet>
{
    public void Configure(EntityTypeBuilder<CustomerKey> builder)
    {
        builder.ToTable("customer_keys").HasKey(key => new { key.Key, key.CustomerId });
        builder.Property(key => key.Key).ValueGeneratedNever();
        builder.LiesInOrderOfKey();
    }

    public void Configure(EntityTypeBuilder<CustomerKeySet> builder)
    {
        builder.ToTable("customer_key_sets").HasKey(set => set.CustomerId);
        builder.Property(set => set.CustomerId).ValueGeneratedNever();
        builder.LiesInOrderOfKey();
    }

    public static void AddTo(ModelBuilder model)
    {
        var configuration = new CustomerKeyConfiguration();
        model.ApplyConfiguration<CustomerKey>(configuration);
        model.ApplyConfiguration<CustomerKeySet>(configuration);
    }
}
