using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Kernel;
using Crm.Api.Metrics;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Imports;

/// <summary>Brings rows into the database, a chunk to a transaction, together with their ledger lines and the job's counters.</summary>
internal sealed class ImportChunks(
    IServiceScopeFactory scopes,
    Job job,
    IImportable target,
    ImportOptions options,
    RowMapper mapper
)
{
    private readonly IReadOnlyList<string> _matchOn = options.MatchOn ?? [];
    private readonly Dictionary<(string Key, string Text), long> _seen = [];

    private readonly WriteMode _mode = options.Mode switch
    {
        ImportMode.Create or ImportMode.CreateOrSkip or null => WriteMode.Create,
        ImportMode.Update => WriteMode.Update,
        ImportMode.Upsert => WriteMode.Upsert,
    };

    private readonly Caller _caller = new()
    {
        KeyId = job.KeyId,
        Name = "import",
        Scopes = ScopeSet.Parse(job.Scopes),
        Via = "job",
        RequestId = job.Id.ToString(),
    };

    /// <summary>Does the rows, and answers those that have to wait for a record another row may make.</summary>
    public async Task<IReadOnlyList<ImportRow>> RunAsync(
        IReadOnlyList<ImportRow> rows,
        bool mayWait,
        CancellationToken cancellationToken
    )
    {
        if (rows.Count == 0)
        {
            return [];
        }

        try
        {
            return await SaveAsync(rows, mayWait, refused: null, cancellationToken);
        }
        catch (DbUpdateException) when (rows.Count > 1)
        {
            // One of them met a unique index; alone, each is judged by itself.
            var waiting = new List<ImportRow>();
            foreach (var row in rows)
            {
                waiting.AddRange(await RunAsync([row], mayWait, cancellationToken));
            }

            return waiting;
        }
        catch (DbUpdateException refused)
        {
            return await SaveAsync(rows, mayWait, refused, cancellationToken);
        }
    }

    /// <summary>Marks the job as done.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(_caller);
        await work.BeginAsync(cancellationToken);
        var stored = await work.Query<Job>().FirstAsync(other => other.Id == job.Id, cancellationToken);
        if (!stored.IsOver)
        {
            stored.Complete(work.Now);
            await work.Db.SaveChangesAsync(cancellationToken);
            await work.CommitAsync(cancellationToken);
        }
    }

    private async Task<IReadOnlyList<ImportRow>> SaveAsync(
        IReadOnlyList<ImportRow> rows,
        bool mayWait,
        DbUpdateException? refused,
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var engine = scope.ServiceProvider.GetRequiredService<DatabaseEngine>();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(_caller);
        await work.BeginAsync(cancellationToken);
        if (!await IsRunningAsync(work, cancellationToken))
        {
            throw new ImportCancelled();
        }

        var waiting = new List<ImportRow>();
        var lines = new List<JobLine>();
        foreach (var row in rows)
        {
            var line = refused is null
                ? await PrepareAsync(row, mayWait, work, engine, cancellationToken)
                : Line(row, LineOutcome.Rejected, problem: ProblemHandler.ProblemFor(refused, engine));
            if (line is null)
            {
                waiting.Add(row);
            }
            else
            {
                lines.Add(line);
            }
        }

        TellUnchanged(lines, work.Db);
        work.Db.AddRange(lines);
        await work.Db.SaveChangesAsync(cancellationToken);
        await CountAsync(lines, work, cancellationToken);
        await work.CommitAsync(cancellationToken);
        foreach (var line in lines)
        {
            CrmMetrics.JobRows.Add(
                1,
                new KeyValuePair<string, object?>("outcome", EnumText<LineOutcome>.Of(line.Outcome))
            );
        }

        return waiting;
    }

    /// <returns>The row's ledger line, or null when it has to wait.</returns>
    private async Task<JobLine?> PrepareAsync(
        ImportRow row,
        bool mayWait,
        Work work,
        DatabaseEngine engine,
        CancellationToken cancellationToken
    )
    {
        try
        {
            row.CheckWidth();
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
            return null;
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
    private JobLine? RepeatedIn(System.Text.Json.Nodes.JsonObject body, ImportRow row)
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

    private JobLine LineOf(ImportRow row, PreparedRow prepared) =>
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
    private static void TellUnchanged(List<JobLine> lines, CrmDb db)
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
        foreach (
            var line in lines.Where(line =>
                line.Outcome == LineOutcome.Updated && !changed.Contains(line.RecordId!.Value)
            )
        )
        {
            line.Outcome = LineOutcome.Unchanged;
        }
    }

    private Task<bool> IsRunningAsync(Work work, CancellationToken cancellationToken) =>
        work.Query<Job>().AnyAsync(other => other.Id == job.Id && other.State == JobState.Running, cancellationToken);

    /// <summary>Straight in the table: progress is no event, but it does move the version, or a poller's ETag would never change.</summary>
    private Task CountAsync(List<JobLine> lines, Work work, CancellationToken cancellationToken)
    {
        long Count(LineOutcome outcome) => lines.LongCount(line => line.Outcome == outcome);
        var (read, created, updated) = ((long)lines.Count, Count(LineOutcome.Created), Count(LineOutcome.Updated));
        var (unchanged, duplicate, rejected) = (
            Count(LineOutcome.Unchanged),
            Count(LineOutcome.Duplicate),
            Count(LineOutcome.Rejected)
        );
        return work.Query<Job>()
            .Where(other => other.Id == job.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(other => other.RowsRead, other => other.RowsRead + read)
                        .SetProperty(other => other.Created, other => other.Created + created)
                        .SetProperty(other => other.Updated, other => other.Updated + updated)
                        .SetProperty(other => other.Unchanged, other => other.Unchanged + unchanged)
                        .SetProperty(other => other.Duplicate, other => other.Duplicate + duplicate)
                        .SetProperty(other => other.Rejected, other => other.Rejected + rejected)
                        .SetProperty(other => other.Version, other => other.Version + 1)
                        .SetProperty(other => other.UpdateTime, work.Now),
                cancellationToken
            );
    }

    private JobLine Line(
        ImportRow row,
        LineOutcome outcome,
        string? code = null,
        string? detail = null,
        string? field = null,
        Guid? id = null,
        Problem? problem = null
    ) =>
        new()
        {
            JobId = job.Id,
            Line = row.Line,
            Outcome = outcome,
            RecordId = id,
            Code = problem?.Code ?? code,
            Detail = Bounded(
                problem?.Errors is [var first, ..] ? first.Detail : problem?.Detail ?? detail,
                JobConfiguration.MaxDetail
            ),
            Field = Bounded(problem?.Errors is [var blamed, ..] ? blamed.Pointer : field, JobConfiguration.MaxField),
        };

    private static string? Bounded(string? text, int length) =>
        text is null || text.Length <= length ? text : text[..length];
}

/// <summary>Somebody cancelled the job; what is done stays done.</summary>
internal sealed class ImportCancelled() : Exception("The import was cancelled.");
