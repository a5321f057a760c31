using System.Net;
using Crm.TestKit;

namespace Crm.Api.Tests.Products;

/// <summary>Products over HTTP.</summary>
public sealed class ProductTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task A_product_has_a_price_per_currency()
    {
        var product = await Admin.PostAsync(
            "/v1/products",
            new
            {
                sku = "GTX-PRO",
                name = "GTX Pro",
                family = "GTX",
                prices = new[] { Price("4821", "USD"), Price("4499.5", "EUR") },
            }
        );

        var read = await Admin.GetJsonAsync($"/v1/products/{product.Text("id")}");

        Assert.Equal(
            """[{"amount":"4499.50","currency":"EUR"},{"amount":"4821.00","currency":"USD"}]""",
            read["prices"]!.ToJsonString()
        );
    }

    [Fact]
    public async Task Two_prices_in_one_currency_are_refused()
    {
        var problem = await Admin.PostAsync(
            "/v1/products",
            new
            {
                sku = "TWICE",
                name = "Twice",
                prices = new[] { Price("1", "USD"), Price("2", "USD") },
            },
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal("several-prices", problem.Text("code"));
        Assert.Equal("/prices/1", problem.BlamedField());
    }

    [Fact]
    public async Task A_price_below_zero_is_refused()
    {
        var problem = await Admin.PostAsync(
            "/v1/products",
            new
            {
                sku = "GIFT",
                name = "Gift",
                prices = new[] { Price("-1", "USD") },
            },
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal("price-negative", problem.Text("code"));
        Assert.Equal("/prices/0", problem.BlamedField());
    }

    [Fact]
    public async Task A_sku_belongs_to_one_product()
    {
        await Admin.PostAsync("/v1/products", new { sku = "MG-SPECIAL", name = "MG Special" });

        var problem = await Admin.PostAsync(
            "/v1/products",
            new { sku = " MG-SPECIAL ", name = "Another" },
            HttpStatusCode.Conflict
        );

        Assert.Equal("/sku", problem.BlamedField());
    }

    [Fact]
    public async Task Products_are_found_by_what_they_cost()
    {
        foreach (var (sku, amount) in new[] { ("CHEAP", "5"), ("DEAR", "5000") })
        {
            await Admin.PostAsync(
                "/v1/products",
                new
                {
                    sku,
                    name = sku,
                    family = "cost",
                    prices = new[] { Price(amount, "USD") },
                }
            );
        }

        var found = await Admin.GetJsonAsync("/v1/products?filter=family = \"cost\" AND prices.amount > 100");

        Assert.Equal("DEAR", Assert.Single(found["items"]!.AsArray())!.Text("sku"));
    }

    private static object Price(string amount, string currency) => new { amount, currency };
}
