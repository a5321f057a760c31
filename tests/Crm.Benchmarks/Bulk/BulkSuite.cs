using System.Diagnostics;
using Crm.Api.Access;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Data.Bulk;
using Crm.Api.Events;
using Crm.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Benchmarks.Bulk;

/// <summary>What writing, reading and matching a thousand customers at a time takes, without HTTP and without the file.</summary>
internal static class BulkSuite
{
    private const int ChunkSize = 1000;
    private const int Rounds = 20;

    private static readonly Caller Job = new()
    {
        Name = "bench",
        Scopes = ScopeSet.Everything,
        Via = "job",
        RequestId = "0194b3c0-0000-7000-8000-000000000001",
    };

    public static async Task RunAsync(RunOptions options)
    {
        Console.WriteLine(
            $"{Environment.ProcessorCount} processors, {options.Customers:N0} customers, {ChunkSize} to a transaction"
        );
        // The service in this process looks for its content from here.
        Environment.CurrentDirectory = AppContext.BaseDirectory;
        foreach (var engine in new[] { Engine.Sqlite, Engine.Postgres })
        {
            await using var server = await CrmServer.StartAsync(engine);
            Console.WriteLine();
            Console.WriteLine($"{engine}");
            await WriteAsync(server, options.Customers);
            await SplitAsync(server, options.Customers + 1);
            await ReadAsync(server, options.Customers);
            await MatchAsync(server, options.Customers);
        }
    }

    private static async Task WriteAsync(CrmServer server, int count)
    {
        var cpu = TimeSpan.Zero;
        var (total, made, written, committed) = (new Stopwatch(), new Stopwatch(), new Stopwatch(), new Stopwatch());
        var chunks = new List<double>();
        // The first chunk compiles what all others use.
        for (var first = 1 - ChunkSize; first <= count; first += ChunkSize)
        {
            if (first == 1)
            {
                total.Start();
                cpu = Environment.CpuUsage.TotalTime;
                made.Reset();
                written.Reset();
                committed.Reset();
                chunks.Clear();
            }

            var begin = Stopwatch.GetTimestamp();
            await using var scope = server.Services.CreateAsyncScope();
            await using var work = await BeginAsync(scope);
            made.Start();
            var customers = Make(work, first);
            made.Stop();
            written.Start();
            await BulkCapture.CreateAsync(work, customers, CancellationToken.None);
            written.Stop();
            committed.Start();
            await work.CommitAsync(CancellationToken.None);
            committed.Stop();
            chunks.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }

        total.Stop();
        cpu = Environment.CpuUsage.TotalTime - cpu;
        chunks.Sort();
        Console.WriteLine(
            $"  create: {count / total.Elapsed.TotalSeconds:N0} customers/s, {cpu.TotalMilliseconds / count * 1000:F0} µs of this process each; made {made.ElapsedMilliseconds:N0} ms, "
                + $"inserted {written.ElapsedMilliseconds:N0} ms, committed {committed.ElapsedMilliseconds:N0} ms; "
                + $"a chunk's transaction {chunks[chunks.Count / 2]:F0} ms, at most {chunks[^1]:F0} ms"
        );
    }

    /// <summary>The same table by table.</summary>
    private static async Task SplitAsync(CrmServer server, int first)
    {
        var times = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        async Task TimeAsync(string name, Func<Task> step)
        {
            var begin = Stopwatch.GetTimestamp();
            await step();
            times[name] = times.GetValueOrDefault(name) + Stopwatch.GetElapsedTime(begin);
        }

        for (var round = 0; round < Rounds; round++)
        {
            await using var scope = server.Services.CreateAsyncScope();
            await using var work = await BeginAsync(scope);
            var customers = Make(work, first + (round * ChunkSize));
            var shape = RecordShape<Customer>.Of(work.Db);
            var events = new List<Event>();
            foreach (var customer in customers)
            {
                events.Add(Capture.Created(customer, work.Db.Author!));
                foreach (var list in shape.PartLists)
                {
                    list.Adopt(customer);
                }
            }

            await TimeAsync("customers", () => work.Bulk.InsertAsync(customers, CancellationToken.None));
            foreach (var list in shape.PartLists)
            {
                await TimeAsync(list.Name, () => list.InsertAsync(work.Bulk, customers, CancellationToken.None));
            }

            await TimeAsync("events", () => work.Bulk.InsertAsync(events, CancellationToken.None));
            await TimeAsync("commit", () => work.CommitAsync(CancellationToken.None));
        }

        var parts = times.Select(time => $"{time.Key} {time.Value.TotalMilliseconds / Rounds:F1}");
        Console.WriteLine($"  ms a chunk: {string.Join(", ", parts)}");
    }

    private static async Task ReadAsync(CrmServer server, int count)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Job);
        var all = await work.Query<Customer>().Select(customer => customer.Id).ToListAsync();
        var taken = await AverageAsync(async round =>
        {
            var ids = Enumerable
                .Range(0, ChunkSize)
                .Select(index => all[(int)((index + (round * 31)) * 7919L % count)]);
            await BulkReader.ByIdsAsync<Customer>(work, [.. ids], CancellationToken.None);
        });
        Console.WriteLine($"  read by 1,000 ids: {ChunkSize / taken.TotalSeconds:N0} customers/s");
    }

    private static async Task MatchAsync(CrmServer server, int count)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Job);
        var key = server.Services.GetRequiredService<CustomerResource>().Keys.First(key => key.Name == "externalId");
        var taken = await AverageAsync(async round =>
        {
            var texts = Enumerable
                .Range(0, ChunkSize)
                .Select(index => BulkCustomers.ExternalIdOf((int)((index + (round * 31)) * 31L % count) + 1));
            var hits = await key.FindAsync(work.Query<Customer>(), [.. texts], CancellationToken.None);
            if (hits.Count == 0)
            {
                throw new InvalidOperationException("Nothing was found.");
            }
        });
        Console.WriteLine($"  match 1,000 external ids: {ChunkSize / taken.TotalSeconds:N0} texts/s");
    }

    private static async Task<TimeSpan> AverageAsync(Func<int, Task> step)
    {
        await step(0);
        var begin = Stopwatch.GetTimestamp();
        for (var round = 1; round <= Rounds; round++)
        {
            await step(round);
        }

        return Stopwatch.GetElapsedTime(begin) / Rounds;
    }

    private static List<Customer> Make(Work work, int first) =>
        [.. Enumerable.Range(first, ChunkSize).Select(number => BulkCustomers.Make(work, number + ChunkSize))];

    private static async Task<Work> BeginAsync(AsyncServiceScope scope)
    {
        var work = scope.ServiceProvider.GetRequiredService<Work>().For(Job);
        await work.BeginAsync(CancellationToken.None);
        return work;
    }
}
