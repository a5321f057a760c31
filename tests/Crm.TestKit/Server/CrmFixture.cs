using Xunit;

namespace Crm.TestKit;

/// <summary>One service on SQLite for all tests of a class; each test makes its own records in it.</summary>
public class CrmFixture : IAsyncLifetime
{
    public CrmServer Server { get; protected set; } = null!;

    public HttpClient Admin => Server.Admin;

    public virtual async Task InitializeAsync() => Server = await CrmServer.StartAsync();

    public virtual async Task DisposeAsync() => await Server.DisposeAsync();
}
