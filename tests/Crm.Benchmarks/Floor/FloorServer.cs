using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crm.Benchmarks.Floor;

/// <summary>
/// The least a service can do that answers the same: no key, no validation, no filter language; routes, prepared statements and JSON.
/// </summary>
internal static class FloorServer
{
    public const string Command = "floor";

    public static async Task RunAsync(string databaseFile)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, CustomerJson.Default);
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        });
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");

        using var readers = new FloorConnections(databaseFile);
        using var writer = new FloorConnection(databaseFile);
        using var writing = new SemaphoreSlim(1, 1);
        app.MapGet("/v1/customers/{id:guid}", (Guid id) => readers.Use(reader => reader.Find(id)));
        app.MapGet(
            "/v1/customers/by-category",
            (string category, string stage) => readers.Use(reader => reader.ListByCategory(category, stage))
        );
        app.MapGet(
            "/v1/customers/by-contact-point",
            (string value) => readers.Use(reader => reader.ListByContactPoint(value))
        );
        app.MapPost(
            "/v1/customers",
            async (CustomerRow form) =>
            {
                await writing.WaitAsync();
                try
                {
                    var created = writer.Create(form, TimeProvider.System.GetUtcNow());
                    return TypedResults.Created($"/v1/customers/{created.Id}", created);
                }
                finally
                {
                    writing.Release();
                }
            }
        );
        await app.RunAsync();
    }

    /// <summary>As many connections as there are requests at once, each used by one at a time.</summary>
    private sealed class FloorConnections(string databaseFile) : IDisposable
    {
        private readonly ConcurrentBag<FloorConnection> _idle = [];

        public T Use<T>(Func<FloorConnection, T> read)
        {
            var connection = _idle.TryTake(out var idle) ? idle : new FloorConnection(databaseFile);
            try
            {
                return read(connection);
            }
            finally
            {
                _idle.Add(connection);
            }
        }

        public void Dispose()
        {
            foreach (var connection in _idle)
            {
                connection.Dispose();
            }
        }
    }
}
