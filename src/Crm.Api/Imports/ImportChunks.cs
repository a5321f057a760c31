using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Imports.Sources;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Imports;

/// <summary>Brings rows into the database, a chunk to a transaction, together with their ledger lines and the job's counters.</summary>
internal sealed class ImportChunks(
    IServiceScopeFactory scopes,
    JobRun run,
    IImportable target,
    ImportOptions options,
    RowMapper mapper,
    DatabaseEngine engine
)
{
    private const string Waiting = "waiting";

    private readonly IReadOnlyList<string> _matchOn = options.MatchOn ?? [];
    private readonly Dictionary<(string Key, string Text), long> _seen = [];

    private readonly WriteMode _mode = options.Mode switch
    {
        ImportMode.Create or ImportMode.CreateOrSkip or null => WriteMode.Create,
        ImportMode.Update => WriteMode.Update,
        ImportMode.Upsert => WriteMode.Upsert,
    };

    private Guid JobId => run.Job.Id;

    /// <summary>
    /// The rows an earlier run of this job left to do. Its keys are learnt again from the others, so that a later row with the same
    /// key is still a duplicate.
    /// </summary>
    public async Task<ImportChunk> WithoutDoneAsync(ImportChunk chunk, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(run.Caller);
        var ledger = scope.ServiceProvider.GetRequiredService<JobLedger>();
        var lines = await ledger.FindAsync(JobId, LedgerKind.Result, chunk.Position, cancellationToken) ?? [];
        var done = lines.Where(line => line.Code != Waiting).Select(line => line.Line).ToHashSet();
        foreach (var row in chunk.Rows.Where(row => done.Contains(row.Line)))
        {
            await LearnKeysAsync(row, work, cancellationToken);
        }

        return chunk with
        {
            Rows = [.. chunk.Rows.Where(row => !done.Contains(row.Line))],
        };
    }

    /// <summary>Does the rows, and answers those that have to wait for a record another row may make.</summary>
    public async Task<ImportChunk> RunAsync(ImportChunk chunk, bool mayWait, CancellationToken cancellationToken)
    {
        if (chunk.Rows.Count == 0)
        {
            return chunk;
        }

        try
        {
            return await SaveAsync(chunk, mayWait, refused: null, cancellationToken);
        }
        catch (DbUpdateException refused) when (chunk.Rows.Count > 1 && IsOfRow(refused))
        {
            // One of them met a unique index; alone, each is judged by itself.
            var waiting = new List<SourceRow>();
            foreach (var row in chunk.Rows)
            {
                var alone = await RunAsync(chunk with { Rows = [row] }, mayWait, cancellationToken);
                waiting.AddRange(alone.Rows);
            }

            return chunk with
            {
                Rows = waiting,
            };
        }
        catch (DbUpdateException refused) when (IsOfRow(refused))
        {
            return await SaveAsync(chunk, mayWait, refused, cancellationToken);
        }
    }

    /// <summary>A full disk or a lost connection is no row's fault.</summary>
    private bool IsOfRow(DbUpdateException refused) => StorageTroubles.Of(refused, engine) is null;

    private Task<ImportChunk> SaveAsync(
        ImportChunk chunk,
        bool mayWait,
        DbUpdateException? refused,
        CancellationToken cancellationToken
    ) =>
        run.ChunkAsync(
            async (work, stop) =>
            {
                var lines = new List<LedgerLine>();
                var waiting = new List<SourceRow>();
                foreach (var row in chunk.Rows)
                {
                    var line = refused is null
                        ? await PrepareAsync(row, mayWait, work, stop)
                        : Line(row, LineOutcome.Rejected, problem: ProblemHandler.ProblemFor(refused, engine));
                    lines.Add(line);
                    if (line.Code == Waiting)
                    {
                        waiting.Add(row);
                    }
                }

                TellUnchanged(lines, work.Db);
                var added = await KeepAsync(chunk.Position, lines, work, stop);
                return (chunk with { Rows = waiting }, added);
            },
            cancellationToken
        );

    /// <summary>Puts the lines into the chunk's ledger, in the place of what was said of the same rows before.</summary>
    private async Task<LedgerCounts> KeepAsync(
        int position,
        List<LedgerLine> lines,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var ledger = new JobLedger(work.Db);
        var before = await ledger.FindAsync(JobId, LedgerKind.Result, position, cancellationToken) ?? [];
        var after = before
            .ExceptBy(lines.Select(line => line.Line), line => line.Line)
            .Concat(lines)
            .OrderBy(line => line.Line)
            .ToList();
        await ledger.PutAsync(JobId, LedgerKind.Result, position, after, cancellationToken);
        return LedgerCounts.Of(after) - LedgerCounts.Of(before);
    }

    private async Task LearnKeysAsync(SourceRow row, Work work, CancellationToken cancellationToken)
    {
        try
        {
            if (row.Fault is null)
            {
                _ = RepeatedIn(await mapper.MapAsync(row, work, cancellationToken), row);
            }
        }
        catch (Exception refused) when (refused is ReferenceMissing or RowRejected or RuleBroken or ProblemException)
        {
            // It was refused before its key was looked at, then as now.
        }
    }

    private async Task<LedgerLine> PrepareAsync(
        SourceRow row,
        bool mayWait,
        Work work,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (row.Fault is { } fault)
            {
                return Line(row, LineOutcome.Rejected, fault.Code, fault.Detail, fault.Field);
            }

            var body = await mapper.MapAsync(row, work, cancellationToken);
            if (RepeatedIn(body, row) is { } repeated)
            {
                return repeated;
            }

            var prepared = await target.PrepareAsync(body, _matchOn, _mode, work, cancellationToken);
            return LineOf(row, prepared);
        }
        catch (ReferenceMissing missing) when (mayWait && missing.Reference == target)
        {
            return Line(row, LineOutcome.Unprocessed, Waiting, missing.Message, missing.Column);
        }
        catch (ReferenceMissing missing)
        {
            return Line(row, LineOutcome.Rejected, "unknown-reference", missing.Message, missing.Column);
        }
        catch (RowRejected rejected)
        {
            return Line(row, LineOutcome.Rejected, rejected.Code, rejected.Message, rejected.Column);
        }
        catch (Exception broken) when (broken is RuleBroken or ProblemException)
        {
            return Line(row, LineOutcome.Rejected, problem: ProblemHandler.ProblemFor(broken, engine));
        }
    }

    /// <summary>A key that an earlier row of the file has is a duplicate, and both lines are named.</summary>
    private LedgerLine? RepeatedIn(System.Text.Json.Nodes.JsonObject body, SourceRow row)
    {
        foreach (var key in _matchOn)
        {
            foreach (var text in target.KeyTexts(key, body))
            {
                if (!_seen.TryAdd((key, text), row.Line) && _seen[(key, text)] is var first && first != row.Line)
                {
                    var detail = $"Line {row.Line} has the same {key} as line {first}.";
                    return Line(row, LineOutcome.Duplicate, "duplicate-in-file", detail, key);
                }
            }
        }

        return null;
    }

    private LedgerLine LineOf(SourceRow row, PreparedRow prepared) =>
        prepared.Fate switch
        {
            RowFate.New => Line(row, LineOutcome.Created, id: prepared.Id),
            RowFate.Known => Line(row, LineOutcome.Updated, id: prepared.Id),
            RowFate.Skipped => Line(
                row,
                LineOutcome.Duplicate,
                "exists",
                $"There is a {target.Kind} with the same {string.Join(" or ", _matchOn)}.",
                id: prepared.Id
            ),
            RowFate.Ambiguous => Line(
                row,
                LineOutcome.Duplicate,
                "ambiguous",
                $"Several {target.Kind}s have the same {string.Join(" or ", _matchOn)}."
            ),
            RowFate.Missing => Line(
                row,
                LineOutcome.Rejected,
                "not-found",
                $"There is no {target.Kind} with this {string.Join(" or ", _matchOn)} to update."
            ),
        };

    /// <summary>A known record that the row does not change has nothing in the change tracker that is to be saved.</summary>
    private static void TellUnchanged(List<LedgerLine> lines, CrmDb db)
    {
        db.ChangeTracker.DetectChanges();
        var changed = db
            .ChangeTracker.Entries<Record>()
            .Where(entry => entry.State is not EntityState.Unchanged)
            .Select(entry => entry.Entity.Id)
            .Concat(
                db.ChangeTracker.Entries<Part>()
                    .Where(entry => entry.State is not EntityState.Unchanged)
                    .Select(entry => entry.Entity.ParentId)
            )
            .ToHashSet();
        for (var index = 0; index < lines.Count; index++)
        {
            if (lines[index] is { Outcome: LineOutcome.Updated } line && !changed.Contains(line.RecordId!.Value))
            {
                lines[index] = line with { Outcome = LineOutcome.Unchanged };
            }
        }
    }

    private static LedgerLine Line(
        SourceRow row,
        LineOutcome outcome,
        string? code = null,
        string? detail = null,
        string? field = null,
        Guid? id = null,
        Problem? problem = null
    ) =>
        new()
        {
            Line = row.Line,
            Outcome = outcome,
            RecordId = id,
            Code = problem?.Code ?? code,
            Detail = problem?.Errors is [var first, ..] ? first.Detail : problem?.Detail ?? detail,
            Field = problem?.Errors is [var blamed, ..] ? blamed.Pointer : field,
        };
}

/// <summary>Rows that are done in one transaction, and their chunk's place in the ledger.</summary>
internal sealed record ImportChunk(int Position, IReadOnlyList<SourceRow> Rows);
