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
        var plan = await PlanAsync(query => query.Where(Condition(filter)));

        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_for_what_many_share_still_asks_each_record()
    {
        var plan = await PlanAsync(query => query.Where(Condition("contactPoints.channel = email")));

        Assert.Contains("CORRELATED", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upserts_search_by_external_id_begins_with_the_ids()
    {
        var keys = fixture.Server.Services.GetRequiredService<CustomerResource>().Keys;
        var matching = keys.First(key => key.Name == "externalId").Matching("erp:10045");

        var plan = await PlanAsync(query => query.Where(matching));

        Assert.Contains("ux_customer_external_ids_system_value", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal);
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

    private async Task<string> PlanAsync(Func<IQueryable<Customer>, IQueryable<Customer>> ask)
    {
        await using var scope = fixture.Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        var query = ask(db.Customers.Where(customer => customer.DeleteTime == null))
            .OrderBy(customer => customer.NameSort)
            .ThenBy(customer => customer.Id)
            .Take(51);
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
