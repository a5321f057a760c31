namespace Crm.TestKit;

/// <summary>Runs a theory on the SQL Server named by <c>CRM_TEST_SQLSERVER</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnSqlServerAttribute() : OnEngineAttribute(Engine.SqlServer, SqlServerUnderTest.MissingBecause);
