using System.Diagnostics;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.DedupeDecisions;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;
using Crm.Dedupe;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.DedupeRuns;

/// <summary>Reads all that a run goes by, from one snapshot, and counts the customers in the job meanwhile.</summary>
internal sealed class RunReader(IServiceScopeFactory scopes, CustomerResource customers)
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(1);

    public async Task<RunInput> ReadAsync(JobRun run, DedupeRunOptions options, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(run.Caller);
        await using var snapshot = await work.BeginSnapshotAsync(cancellationToken);
        var read = await CustomersAsync(run, options, work, cancellationToken);
        if (options.ImportId is { } importId)
        {
            read.Want(await ImportedAsync(importId, work, cancellationToken));
        }

        return await WithDecisionsAsync(read, work, cancellationToken);
    }

    /// <summary>While one page is made ready for the engine, the next is read.</summary>
    private async Task<RunCustomers> CustomersAsync(
        JobRun run,
        DedupeRunOptions options,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var wanted = await WantedAsync(options, work, cancellationToken);
        await run.DescribeAsync(await wanted.LongCountAsync(cancellationToken), null, cancellationToken);
        var read = new RunCustomers();
        var adding = Task.CompletedTask;
        var (told, since) = (0, Stopwatch.GetTimestamp());
        await foreach (var page in CustomerReader.PagesAsync(work, wanted, cancellationToken))
        {
            await adding;
            adding = Task.Run(() => Add(read, page), cancellationToken);
            if (Stopwatch.GetElapsedTime(since) >= ProgressEvery)
            {
                await adding;
                (told, since) = (await TellAsync(run, read.Count, told, cancellationToken), Stopwatch.GetTimestamp());
            }
        }

        await adding;
        await TellAsync(run, read.Count, told, cancellationToken);
        return read;
    }

    private async Task<IQueryable<Customer>> WantedAsync(
        DedupeRunOptions options,
        Work work,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var zone = ListQuery.ZoneOf(options.TimeZone!);
            var context = await ListSettings.FilterContextAsync(work, options.Filter, zone, cancellationToken);
            return work.Query<Customer>().Where(ListQuery.Condition(options.Filter, customers.Fields, context));
        }
        catch (ProblemException stale)
        {
            // Checked when it was asked for; a custom attribute of the filter may have gone since.
            throw new JobFailed(stale.Problem.Code, stale.Problem.Detail);
        }
    }

    private static void Add(RunCustomers read, IReadOnlyList<ReadCustomer> page)
    {
        foreach (var customer in page)
        {
            read.Add(customer);
        }
    }

    /// <summary>Until something is found, every customer is one that is like nobody.</summary>
    private static async Task<int> TellAsync(JobRun run, int read, int told, CancellationToken cancellationToken)
    {
        var more = read - told;
        await run.ChunkAsync(
            (_, _) => Task.FromResult((true, default(LedgerCounts) with { Read = more, Unchanged = more })),
            cancellationToken
        );
        return read;
    }

    /// <summary>The customers that the rows of an import became or changed.</summary>
    private static async Task<List<Guid>> ImportedAsync(Guid importId, Work work, CancellationToken cancellationToken)
    {
        var ledger = new JobLedger(work.Db);
        var ids = new List<Guid>();
        foreach (var outcome in (LineOutcome[])[LineOutcome.Created, LineOutcome.Updated])
        {
            var lines = ledger.ReadAsync(importId, LedgerKind.Result, afterLine: 0, outcome, cancellationToken);
            await foreach (var line in lines)
            {
                ids.Add(line.RecordId!.Value);
            }
        }

        return ids;
    }

    private static async Task<RunInput> WithDecisionsAsync(
        RunCustomers read,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var survivors = await work.QueryWithTrash<Customer>()
            .Where(customer => customer.MergedIntoId != null)
            .Select(customer => new { customer.Id, Survivor = customer.MergedIntoId!.Value })
            .ToDictionaryAsync(merged => merged.Id, merged => merged.Survivor, cancellationToken);
        var (same, different) = (new List<(RecordId, RecordId)>(), new List<(RecordId, RecordId)>());
        var decisions = work.Query<DedupeDecision>()
            .OrderBy(decision => decision.Id)
            .Select(decision => new
            {
                decision.FirstCustomerId,
                decision.SecondCustomerId,
                decision.Decision,
            });
        await foreach (var decision in decisions.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var (one, other) = (
                SurvivorOf(decision.FirstCustomerId, survivors),
                SurvivorOf(decision.SecondCustomerId, survivors)
            );
            if (read.PairOf(one, other) is { } pair)
            {
                // Two that are related are two.
                (decision.Decision == PairDecision.Same ? same : different).Add(pair);
            }
        }

        return new RunInput(read, same, different);
    }

    /// <summary>What was said of a customer is said of the one it was merged into.</summary>
    private static Guid SurvivorOf(Guid customer, Dictionary<Guid, Guid> survivors)
    {
        while (survivors.TryGetValue(customer, out var survivor))
        {
            customer = survivor;
        }

        return customer;
    }
}
