using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Quotes;

/// <summary>Quotes over HTTP: what they say, and when it can be changed.</summary>
public sealed class QuoteTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task Totals_are_computed_by_the_service_with_the_rounding_it_states()
    {
        var quote = await Admin.PostAsync(
            "/v1/quotes",
            new
            {
                customerId = await Admin.CustomerAsync(),
                discountPercent = 10,
                lines = new object[]
                {
                    new
                    {
                        description = "GTX Pro",
                        quantity = 3,
                        unitPrice = Offers.Money("19.99"),
                        discountPercent = 5,
                        taxRate = 19,
                        taxCode = "S",
                    },
                    new
                    {
                        description = "Cable, by the metre",
                        quantity = 1.5,
                        unitPrice = Offers.Money("4.30"),
                        taxRate = 7,
                    },
                },
            }
        );

        Assert.Equal("63.42", Amount(quote, "subtotal"));
        Assert.Equal("6.34", Amount(quote, "discount"));
        Assert.Equal("57.08", Amount(quote, "net"));
        Assert.Equal("10.15", Amount(quote, "tax"));
        Assert.Equal("67.23", Amount(quote, "total"));
        Assert.Equal("commercial", quote.Text("rounding"));
        Assert.Equal(["0.41", "9.74"], quote["taxes"]!.AsArray().Select(tax => Amount(tax!, "tax")));
        Assert.Equal(["51.27", "5.81"], quote["lines"]!.AsArray().Select(line => Amount(line!, "net")));
        Assert.Matches("^Q-[0-9]{4}-[0-9]{6}$", quote.Text("number"));
        Assert.Equal("draft", quote.Text("state"));
    }

    [Fact]
    public async Task A_line_takes_name_and_price_from_its_product_unless_it_says_otherwise()
    {
        var product = await Admin.PostAsync(
            "/v1/products",
            new
            {
                sku = "MG-ADVANCED",
                name = "MG Advanced",
                prices = new[] { Offers.Money("3393", "USD") },
            }
        );
        var customerId = await Admin.CustomerAsync();
        object Quote(object line) =>
            new
            {
                customerId,
                currency = "USD",
                lines = new[] { line },
            };

        var listed = await Admin.PostAsync("/v1/quotes", Quote(new { productId = product.Text("id"), quantity = 2 }));
        var own = await Admin.PostAsync(
            "/v1/quotes",
            Quote(
                new
                {
                    productId = product.Text("id"),
                    quantity = 2,
                    description = "As discussed",
                    unitPrice = Offers.Money("3000", "USD"),
                }
            )
        );

        Assert.Equal(("MG Advanced", "6786.00"), (listed["lines"]![0]!.Text("description"), Amount(listed, "total")));
        Assert.Equal(("As discussed", "6000.00"), (own["lines"]![0]!.Text("description"), Amount(own, "total")));
    }

    [Theory]
    [InlineData(
        """{"quantity":1,"unitPrice":{"amount":"1","currency":"EUR"}}""",
        "description-missing",
        "/lines/0/description"
    )]
    [InlineData("""{"quantity":1,"description":"x"}""", "price-missing", "/lines/0/unitPrice")]
    [InlineData(
        """{"quantity":1,"description":"x","unitPrice":{"amount":"-1","currency":"EUR"}}""",
        "amount-negative",
        "/lines/0/unitPrice"
    )]
    [InlineData(
        """{"quantity":1,"description":"x","unitPrice":{"amount":"1","currency":"USD"}}""",
        "currency-mismatch",
        "/lines/0/unitPrice"
    )]
    [InlineData(
        """{"quantity":1,"description":"x","unitPrice":{"amount":"1","currency":"EUR"},"discountPercent":1,"discountAmount":{"amount":"1","currency":"EUR"}}""",
        "discount-twice",
        "/lines/0/discountAmount"
    )]
    [InlineData(
        """{"quantity":1,"description":"x","unitPrice":{"amount":"1","currency":"EUR"},"discountAmount":{"amount":"1.01","currency":"EUR"}}""",
        "discount-too-large",
        "/lines/0/discountAmount"
    )]
    [InlineData(
        """{"quantity":999999999,"description":"x","unitPrice":{"amount":"999999999999.9999","currency":"EUR"}}""",
        "amount-out-of-range",
        "/lines/0"
    )]
    [InlineData(
        """{"quantity":1,"productId":"019b76da-a800-7000-8000-00000000dead"}""",
        "unknown-reference",
        "/lines/0/productId"
    )]
    public async Task A_line_that_could_never_be_right_is_refused(string line, string code, string blamed)
    {
        var problem = await Admin.PostAsync(
            "/v1/quotes",
            new
            {
                customerId = await Admin.CustomerAsync(),
                currency = "EUR",
                lines = new[] { JsonNode.Parse(line) },
            },
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal((code, blamed), (problem.Text("code"), problem.BlamedField()));
    }

    [Theory]
    [InlineData("""{"quantity":0}""", "/lines/0/quantity")]
    [InlineData("""{"quantity":-1}""", "/lines/0/quantity")]
    [InlineData("""{"quantity":1.00001}""", "/lines/0/quantity")]
    [InlineData("""{"quantity":1e20}""", "/lines/0/quantity")]
    [InlineData("""{"quantity":1,"discountPercent":100.5}""", "/lines/0/discountPercent")]
    [InlineData("""{"quantity":1,"taxRate":-1}""", "/lines/0/taxRate")]
    public async Task Numbers_out_of_range_are_refused_before_anything_is_computed(string line, string blamed)
    {
        var problem = await Admin.PostAsync(
            "/v1/quotes",
            new { customerId = await Admin.CustomerAsync(), lines = new[] { JsonNode.Parse(line) } },
            HttpStatusCode.BadRequest
        );

        Assert.Equal(blamed, problem.BlamedField());
    }

    [Fact]
    public async Task Customer_contact_and_owner_must_be_there_and_the_contact_a_person()
    {
        var customerId = await Admin.CustomerAsync();
        const string Nobody = "019b76da-a800-7000-8000-00000000dead";

        var noCustomer = await Refused(new { customerId = Nobody });
        var noOwner = await Refused(new { customerId, ownerId = Nobody });
        var company = await Refused(new { customerId, contactId = customerId });
        var person = await Admin.PostAsync(
            "/v1/quotes",
            new { customerId, contactId = await Admin.CustomerAsync("person") }
        );

        Assert.Equal(("unknown-reference", "/customerId"), noCustomer);
        Assert.Equal(("unknown-reference", "/ownerId"), noOwner);
        Assert.Equal(("not-a-person", "/contactId"), company);
        Assert.NotNull((string?)person["contactId"]);
    }

    [Fact]
    public async Task A_change_needs_the_version_it_is_about()
    {
        var quote = await Admin.QuoteAsync();
        var path = $"/v1/quotes/{quote.Text("id")}";

        var blind = await Admin.PatchAsync(path, new { notes = "a" }, HttpStatusCode.PreconditionRequired);
        var stale = await Admin.PatchAsync(
            path,
            new { notes = "a" },
            HttpStatusCode.PreconditionFailed,
            ifMatch: "\"7\""
        );
        var changed = await Admin.PatchAsync(path, new { discountPercent = 50 }, ifMatch: quote.Text("etag"));

        Assert.Equal("precondition-required", blind.Text("code"));
        Assert.Equal("precondition-failed", stale.Text("code"));
        Assert.Equal("35.68", Amount(changed, "total"));
    }

    [Fact]
    public async Task An_unchanged_quote_sent_back_changes_nothing()
    {
        var quote = await Admin.QuoteAsync("2036-01-01");

        var same = await Admin.PatchAsync(
            $"/v1/quotes/{quote.Text("id")}",
            new { lines = new[] { Offers.Line }, currency = "EUR" },
            ifMatch: quote.Text("etag")
        );

        Assert.Equal(quote.ToJsonString(), same.ToJsonString());
    }

    [Fact]
    public async Task What_a_quote_says_is_fixed_once_it_is_no_draft_but_not_who_looks_after_it()
    {
        var quote = await Admin.QuoteInAsync("sent");
        var path = $"/v1/quotes/{quote.Text("id")}";
        var owner = await Admin.PostAsync("/v1/users", new { name = "Darcel Schlecht" });
        var etag = quote.Text("etag");

        object[] contents =
        [
            new { notes = "a" },
            new { lines = new[] { Offers.Line, Offers.Line } },
            new { lines = Array.Empty<object>() },
            new { discountPercent = 1 },
            new { validUntil = "2036-01-01" },
            new { customerId = await Admin.CustomerAsync() },
        ];
        foreach (var content in contents)
        {
            var refused = await Admin.PatchAsync(path, content, HttpStatusCode.Conflict, etag);
            Assert.Equal("quote-not-draft", refused.Text("code"));
        }

        var given = await Admin.PatchAsync(
            path,
            new { ownerId = owner.Text("id"), externalIds = new[] { new { system = "erp", value = path } } },
            ifMatch: etag
        );
        Assert.Equal(owner.Text("id"), given.Text("ownerId"));
        Assert.Equal(path, given["externalIds"]![0]!.Text("value"));
    }

    [Fact]
    public async Task Amounts_dates_and_lines_can_be_filtered_and_ordered()
    {
        var customerId = await Admin.CustomerAsync();
        foreach (var amount in new[] { "100", "20.5", "3" })
        {
            await Admin.PostAsync(
                "/v1/quotes",
                new
                {
                    customerId,
                    lines = new[]
                    {
                        new
                        {
                            description = $"Part for {amount}",
                            quantity = 1,
                            unitPrice = Offers.Money(amount),
                        },
                    },
                }
            );
        }

        var mine = $"customerId = \"{customerId}\" AND ";

        Assert.Equal(["20.50", "100.00"], await Totals(mine + "total >= 20.5", "total"));
        Assert.Equal(["3.00"], await Totals(mine + "lines.description = \"Part for 3\"", "total"));
        Assert.Equal(["100.00", "20.50", "3.00"], await Totals(mine + "issueDate <= today()", "total desc"));
        Assert.Equal(["3.00"], await Totals(mine + "lines.unitPrice < 20 AND state != \"sent\"", "createTime"));
    }

    [Fact]
    public async Task Customer_and_owner_can_be_put_into_the_answer()
    {
        var quote = await Admin.QuoteAsync();

        var read = await Admin.GetJsonAsync($"/v1/quotes/{quote.Text("number")}?expand=customer,owner,order");

        Assert.Equal("Cancity", read["customer"]!.Text("name"));
        Assert.Null(read["owner"]);
    }

    private static string Amount(JsonNode node, string name) => node[name]!.Text("amount");

    private async Task<(string Code, string? Blamed)> Refused(object body)
    {
        var problem = await Admin.PostAsync("/v1/quotes", body, HttpStatusCode.UnprocessableEntity);
        return (problem.Text("code"), problem.BlamedField());
    }

    private async Task<IEnumerable<string>> Totals(string filter, string orderBy)
    {
        var page = await Admin.GetJsonAsync(
            $"/v1/quotes?filter={Uri.EscapeDataString(filter)}&orderBy={Uri.EscapeDataString(orderBy)}"
        );
        return page["items"]!.AsArray().Select(quote => Amount(quote!, "total"));
    }
}
