using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Api.Tests.Data;

/// <summary>How SQLite goes about finding records by their parts.</summary>
public sealed class PartIndexesTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    [Theory]
    [InlineData("contactPoints.normalized = \"ada@example.com\"", "ix_customer_contact_points_normalized")]
    [InlineData("tags:vip", "ix_customer_tags_value")]
    [InlineData("attributes.sector = \"medical\"", "ix_customer_attributes_key_text")]
    [InlineData("addresses.city = \"New York\"", "ix_customer_addresses_city")]
    public async Task A_filter_for_a_text_begins_with_the_parts(string filter, string index)
    {
        var plan = await PlanAsync(query => Page(query.Where(Condition(filter))));

        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_for_what_many_share_still_asks_each_record()
    {
        var plan = await PlanAsync(query => Page(query.Where(Condition("contactPoints.channel = email"))));

        Assert.Contains("CORRELATED", plan, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("externalId", "ux_customer_external_ids_system_value")]
    [InlineData("email", "ix_customer_contact_points_normalized")]
    [InlineData("phone", "ix_customer_contact_points_normalized")]
    [InlineData("name", "ix_customers_name_sort_id")]
    [InlineData("number", "ux_customers_number")]
    public async Task A_search_for_a_thousand_keys_begins_with_the_keys(string name, string index)
    {
        var key = fixture.Server.Services.GetRequiredService<CustomerResource>().Keys.First(key => key.Name == name);
        var texts = Enumerable.Range(0, 1000).Select(number => $"erp:{number}").ToList();

        var plan = await PlanAsync(query => key.Hits(query, texts).Take(1200));

        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN c", plan, StringComparison.Ordinal);
    }

    private static System.Linq.Expressions.Expression<Func<Customer, bool>> Condition(string filter) =>
        FilterCompiler.Compile(
            filter,
            CustomerFields.Make(),
            new FilterContext(
                TimeZoneInfo.Utc,
                DateTimeOffset.UnixEpoch,
                new Dictionary<string, AttributeType>(StringComparer.Ordinal) { ["sector"] = AttributeType.Text }
            )
        );

    private static IQueryable<Customer> Page(IQueryable<Customer> query) =>
        query.OrderBy(customer => customer.NameSort).ThenBy(customer => customer.Id).Take(51);

    private async Task<string> PlanAsync<T>(Func<IQueryable<Customer>, IQueryable<T>> ask)
    {
        await using var scope = fixture.Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        var query = ask(db.Customers.Where(customer => customer.DeleteTime == null));
        await using var command = query.CreateDbCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
        await db.Database.OpenConnectionAsync();
        await using var reader = await command.ExecuteReaderAsync();
        var plan = "";
        while (await reader.ReadAsync())
        {
            plan += reader.GetString(3) + "\n";
        }

        return plan;
    }
}
