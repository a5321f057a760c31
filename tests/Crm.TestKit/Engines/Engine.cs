namespace Crm.TestKit;

/// <summary>A database the service can keep its data in.</summary>
public enum Engine
{
    Sqlite,
    Postgres,
    SqlServer,
}
