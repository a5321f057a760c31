using Crm.Api.Access;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http.Lists;
using Crm.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Api.Tests.Customers;

/// <summary>How SQLite goes about finding customers by what hangs on them: by an index, never by reading a whole other table.</summary>
public sealed class CustomerFilterPlanTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    [Theory]
    [InlineData("orders.count > 3", "ix_orders_customer_id_status_order_time")]
    [InlineData("orders.any(status = open AND total > 5)", "ix_orders_customer_id_status_order_time")]
    [InlineData("lastOrderAt < 2023-01-01", "ix_orders_customer_id_status_order_time")]
    [InlineData("lastInteractionAt < 2023-01-01", "ix_interactions_customer_id_occurred_at_id")]
    [InlineData("opportunities.stageKind = won", "ix_opportunities_customer_id")]
    [InlineData("cases.count(state = new) > 1", "ix_cases_customer_id_state")]
    [InlineData("birthday = today()", "ix_customers_birth_month_day")]
    [InlineData("age >= 18 AND age <= 35", "ix_customers_birth_date")]
    [InlineData("consents.any(purpose = newsletter AND state = granted)", "PRIMARY KEY")]
    public async Task A_filter_goes_by_an_index(string filter, string index)
    {
        await using var scope = fixture.Server.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("test"));
        var context = await ListSettings.FilterContextAsync(work, filter, TimeZoneInfo.Utc, default);
        var condition = FilterCompiler.Compile(filter, CustomerFields.Make(), context);
        await using var command = work.Query<Customer>().Where(condition).Select(one => one.Id).CreateDbCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
        await work.Db.Database.OpenConnectionAsync();
        await using var reader = await command.ExecuteReaderAsync();
        var plan = "";
        while (await reader.ReadAsync())
        {
            plan += reader.GetString(3) + "\n";
        }

        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotMatch("SCAN (?!c\\b)", plan);
    }
}
