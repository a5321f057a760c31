using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;

namespace Crm.Data.Tests;

public sealed class MigrationTests
{
    [Fact]
    public void The_migrations_of_each_engine_make_what_the_model_says()
    {
        using var sqlite = new DesignTimeSqlite().CreateDbContext([]);
        using var postgres = new DesignTimePostgres().CreateDbContext([]);
        using var sqlServer = new DesignTimeSqlServer().CreateDbContext([]);

        CrmDb[] behind =
        [
            .. new CrmDb[] { sqlite, postgres, sqlServer }.Where(db => db.Database.HasPendingModelChanges()),
        ];

        Assert.Empty(behind.Select(db => db.GetType().Name));
    }
}
