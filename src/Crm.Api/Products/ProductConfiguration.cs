using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Products;

/// <summary>How products and their prices are stored.</summary>
internal sealed class ProductConfiguration : IEntityTypeConfiguration<Product>, IEntityTypeConfiguration<ProductPrice>
{
    public void Configure(EntityTypeBuilder<Product> builder)
    {
        builder.ToTable("products");
        builder.Property(product => product.Sku).HasMaxLength(60);
        builder.Property(product => product.Name).HasMaxLength(200);
        builder.Property(product => product.NameSort).HasMaxLength(200).Derived();
        builder.Property(product => product.Family).HasMaxLength(60);
        builder.Property(product => product.Description).HasMaxLength(4000);
        builder.HasIndex(product => product.Sku).IsUniqueOutsideTrash();
        builder.HasIndex(product => product.Name);
        builder.HasIndex(product => new { product.NameSort, product.Id });
        builder.HasIndex(product => new { product.Family, product.Id });
        builder.HasParts(product => product.Prices);
        builder.HasParts(product => product.ExternalIds);
    }

    public void Configure(EntityTypeBuilder<ProductPrice> builder)
    {
        builder.ToTable("product_prices");
        builder.HasKey(price => new { price.ParentId, price.Currency });
        builder.Property(price => price.Currency).HasMaxLength(3);
        builder.Property(price => price.AmountUnits).Scaled();
    }

    /// <summary>All tables of this folder.</summary>
    public static void AddTo(ModelBuilder model)
    {
        var configuration = new ProductConfiguration();
        model.ApplyConfiguration<Product>(configuration);
        model.ApplyConfiguration<ProductPrice>(configuration);
        model.ApplyConfiguration(new ExternalIdConfiguration<Product>("product_external_ids"));
    }
}
