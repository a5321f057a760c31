using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Crm.Api.Data;

/// <summary>Lets <c>dotnet ef</c> write migrations for each engine without connecting to any.</summary>
internal sealed class DesignTimeSqlite : IDesignTimeDbContextFactory<SqliteCrmDb>
{
    public SqliteCrmDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteCrmDb>().UseSqlite("Data Source=:memory:").Options);
}

/// <inheritdoc cref="DesignTimeSqlite"/>
internal sealed class DesignTimePostgres : IDesignTimeDbContextFactory<PostgresCrmDb>
{
    public PostgresCrmDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresCrmDb>().UseNpgsql("Host=none").Options);
}

/// <inheritdoc cref="DesignTimeSqlite"/>
internal sealed class DesignTimeSqlServer : IDesignTimeDbContextFactory<SqlServerCrmDb>
{
    public SqlServerCrmDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerCrmDb>().UseSqlServer("Server=none").Options);
}
