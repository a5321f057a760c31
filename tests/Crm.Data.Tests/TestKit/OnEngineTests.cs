using System.Reflection;
using Crm.TestKit;

namespace Crm.Data.Tests.TestKit;

public sealed class OnEngineTests
{
    private readonly Engine[] _all = [Engine.Sqlite, Engine.Postgres, Engine.SqlServer];

    [Theory]
    [OnSqlite]
    [OnPostgres]
    [OnSqlServer]
    public void A_theory_runs_once_on_each_engine_that_is_there(Engine engine) => Assert.Contains(engine, _all);

    [Fact]
    public void An_engine_that_is_not_there_is_skipped_with_a_reason_that_names_it()
    {
        var attribute = new OnMissingEngineAttribute();

        Assert.Equal("Postgres: none here", attribute.Skip);
        Assert.Equal([Engine.Postgres], Assert.Single(attribute.GetData((MethodInfo)MethodBase.GetCurrentMethod()!)));
    }

    private sealed class OnMissingEngineAttribute() : OnEngineAttribute(Engine.Postgres, "Postgres: none here");
}
