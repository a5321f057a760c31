using Crm.Api.Data;
using Crm.Api.Http;

namespace Crm.Api.Tests.Http;

/// <summary>Which field a broken unique index is about, in the words each engine has for it.</summary>
public sealed class UniqueConstraintTests
{
    [Theory]
    [InlineData("ux_products_sku", "/sku")]
    [InlineData("products.sku", "/sku")]
    [InlineData("ux_orders_quote_id", "/quoteId")]
    [InlineData("orders.quote_id", "/quoteId")]
    [InlineData("ux_relationships_from_customer_id_to_customer_id_type", "/fromCustomerId", "/toCustomerId", "/type")]
    [InlineData(
        "relationships.from_customer_id, relationships.to_customer_id, relationships.type",
        "/fromCustomerId",
        "/toCustomerId",
        "/type"
    )]
    [InlineData("ux_customer_external_ids_system_value", "/externalIds")]
    [InlineData("pk_orders", "/id")]
    public void An_index_is_told_by_the_names_of_the_contract(string constraint, params string[] pointers)
    {
        using var db = new DesignTimePostgres().CreateDbContext([]);

        var problem = UniqueConstraints.Problem(constraint, db.Model);

        Assert.Equal((409, "duplicate"), (problem.Status, problem.Code));
        Assert.Equal(pointers, problem.Errors!.Select(error => error.Pointer));
    }
}
