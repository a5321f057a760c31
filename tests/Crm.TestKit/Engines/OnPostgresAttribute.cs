namespace Crm.TestKit;

/// <summary>Runs a theory on a PostgreSQL that the test process starts itself.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPostgresAttribute() : OnEngineAttribute(Engine.Postgres, PostgresServer.MissingBecause);
