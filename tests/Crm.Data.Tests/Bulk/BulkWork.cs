using Crm.Api.Access;
using Crm.Api.Data;
using Crm.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Data.Tests.Bulk;

/// <summary>Units of work of the service's own, as a job opens them.</summary>
internal static class BulkWork
{
    public static readonly Caller Job = new()
    {
        KeyId = Guid.Parse("0194b3c0-0000-7000-8000-00000000abcd"),
        Name = "test",
        Scopes = ScopeSet.Everything,
        Via = "job",
        RequestId = "request-1",
    };

    public static async Task WriteAsync(this CrmServer server, Func<Work, Task> body)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Job);
        await work.BeginAsync(CancellationToken.None);
        await body(work);
        await work.CommitAsync(CancellationToken.None);
    }

    public static async Task<T> ReadAsync<T>(this CrmServer server, Func<Work, Task<T>> body)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Job);
        return await body(work);
    }

    public static DatabaseEngine Engine(this CrmServer server) => server.Services.GetRequiredService<DatabaseEngine>();
}
