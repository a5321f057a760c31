namespace Crm.TestKit;

/// <summary>The SQL Server the tests may use: somebody else's, named by a connection string.</summary>
public static class SqlServerUnderTest
{
    private const string Variable = "CRM_TEST_SQLSERVER";

    public static string? ConnectionString =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value ? value : null;

    public static string? MissingBecause =>
        ConnectionString is null ? $"SQL Server: {Variable} holds no connection string" : null;
}
