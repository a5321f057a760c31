using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Products;

/// <summary>Products as a resource.</summary>
internal sealed class ProductResource : Resource<Product, ProductForm, ProductResponse>
{
    public override string Kind => "product";

    public override string Plural => "products";

    public override FieldTable<Product> Fields { get; } =
        new FieldTable<Product>()
            .Id("id", product => product.Id)
            .Text("sku", product => product.Sku)
            .Text("name", product => product.Name, product => product.NameSort)
            .Text("family", product => product.Family)
            .Text("description", product => product.Description)
            .Flag("isActive", product => product.IsActive)
            .Many(
                "prices",
                product => product.Prices,
                new FieldTable<ProductPrice>()
                    .Text("currency", price => price.Currency)
                    .Scaled("amount", price => price.AmountUnits, Scaled.Scale)
            )
            .Many("externalIds", product => product.ExternalIds, ExternalIds.Fields<Product>())
            .Time("createTime", product => product.CreateTime)
            .Time("updateTime", product => product.UpdateTime)
            .Time("deleteTime", product => product.DeleteTime);

    public override IReadOnlyList<MatchKey<Product, ProductForm>> Keys { get; } =
    [
        ExternalIds.Key<Product, ProductForm>(product => product.ExternalIds, form => form.ExternalIds),
        MatchKey.Of<Product, ProductForm>("sku", form => form.Sku?.Trim(), product => product.Sku),
        MatchKey.OfName<Product, ProductForm>(
            form => form.Name?.Trim(),
            product => product.Name,
            product => product.NameSort
        ),
    ];

    public override IQueryable<Product> WithParts(IQueryable<Product> query) =>
        query.Include(product => product.Prices).Include(product => product.ExternalIds).AsSplitQuery();

    public override ProductForm ToForm(Product entity) =>
        new()
        {
            Sku = entity.Sku,
            Name = entity.Name,
            Family = entity.Family,
            Description = entity.Description,
            IsActive = entity.IsActive,
            Prices = PricesOf(entity),
            ExternalIds = ExternalIds.ToForm(entity.ExternalIds),
        };

    public override ProductResponse ToResponse(Product entity)
    {
        var response = new ProductResponse
        {
            Sku = entity.Sku,
            Name = entity.Name,
            Family = entity.Family,
            Description = entity.Description,
            IsActive = entity.IsActive,
            Prices = PricesOf(entity),
            ExternalIds = ExternalIds.ToForm(entity.ExternalIds),
        };
        response.Describe(entity);
        return response;
    }

    public override Task FillAsync(Product entity, ProductForm form, Work work, CancellationToken cancellationToken)
    {
        entity.Sku = form.Sku!.Trim();
        entity.NameIt(form.Name!);
        entity.Family = form.Family;
        entity.Description = form.Description;
        entity.IsActive = form.IsActive ?? true;
        entity.PriceAt(form.Prices);
        ExternalIds.Fill(entity.ExternalIds, form.ExternalIds);
        return Task.CompletedTask;
    }

    private static IReadOnlyList<Money>? PricesOf(Product product) =>
        product.Prices.Count == 0
            ? null
            :
            [
                .. product
                    .Prices.OrderBy(price => price.Currency, StringComparer.Ordinal)
                    .Select(price => Money.FromUnits(price.AmountUnits, price.Currency)),
            ];
}
