namespace Crm.TestKit;

/// <summary>Runs a theory on SQLite.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnSqliteAttribute() : OnEngineAttribute(Engine.Sqlite, missingBecause: null);
