using Crm.Api.Data;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Kernel;

namespace Crm.Api.Imports;

/// <summary>
/// Says of each row of a chunk what becomes of it, and prepares that in the unit of work without saving it. Planning and applying both
/// come here, so a plan is what the same code would have done.
/// </summary>
internal sealed class RowDecider(ImportContext import, ReferenceResolver references, RowMatcher matcher)
{
    public const string WaitingCode = "waiting";

    private readonly SeenKeys _seen = new();
    private readonly LineWording _words = new(import);
    private IncomingRecords? _incoming;

    private bool Compares => import.Duplicates.Policy != DuplicatePolicy.Allow;

    /// <summary>Remembers the keys of a row that was decided before.</summary>
    public void Remember(MappedRow row, Guid? recordId)
    {
        foreach (var key in matcher.KeysOf(row))
        {
            _seen.Add(key.Fingerprint, row.Line);
        }

        if (recordId is { } id)
        {
            _seen.Add(RowKey.Of(id), row.Line);
        }
    }

    /// <summary>One line for each row, in their order.</summary>
    /// <param name="rows">The rows of the chunk.</param>
    /// <param name="chunk">The records they are about.</param>
    /// <param name="mayWait">A row that names a record which a later row may make is put off.</param>
    /// <param name="work">The unit of work.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<LedgerLine>> DecideAsync(
        IReadOnlyList<MappedRow> rows,
        IRecordChunk chunk,
        bool mayWait,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var lines = new Dictionary<long, LedgerLine>(rows.Count);
        var open = rows.Where(row => !IsSettled(row, lines)).ToList();
        await ReadReferencesAsync(open, mayWait, lines, work, cancellationToken);
        open.RemoveAll(row => lines.ContainsKey(row.Line));

        var matches = await matcher.FindAsync(open, work, cancellationToken);
        await chunk.LoadAsync(
            [.. open.SelectMany(row => TargetOf(row) is { } id ? [id] : matcher.HitsOf(row, matches)).Distinct()],
            cancellationToken
        );

        var updates = new List<(MappedRow Row, object Form)>();
        foreach (var row in open)
        {
            try
            {
                if (await DecideAsync(row, matches, chunk, updates, work, cancellationToken) is { } line)
                {
                    lines.Add(row.Line, line);
                }
            }
            catch (Exception broken) when (RowRejected.Of(broken) is { } rejected)
            {
                lines.Add(row.Line, _words.Rejected(row, rejected));
            }
        }

        await UpdateAsync(updates, chunk, lines, cancellationToken);
        if (Compares)
        {
            await CompareAsync(open, chunk, lines, work, cancellationToken);
        }

        return [.. rows.Select(row => lines[row.Line])];
    }

    /// <summary>Rows that need no look into the database.</summary>
    private bool IsSettled(MappedRow row, Dictionary<long, LedgerLine> lines)
    {
        if (row.Planned is { Outcome: LineOutcome.Duplicate or LineOutcome.Rejected } planned)
        {
            lines.Add(row.Line, planned);
        }
        else if (row.Refused is { } refused)
        {
            lines.Add(row.Line, _words.Rejected(row, refused));
        }

        return lines.ContainsKey(row.Line);
    }

    private async Task ReadReferencesAsync(
        IReadOnlyList<MappedRow> rows,
        bool mayWait,
        Dictionary<long, LedgerLine> lines,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var naming = rows.Where(row => row.References.Count > 0).ToList();
        await references.ResolveAsync(naming, mayWait ? import.Target : null, work, cancellationToken);
        foreach (var row in naming)
        {
            try
            {
                if (row.Refused is { } refused)
                {
                    row.Refused = null;
                    throw refused;
                }

                row.Form = import.Target.Parse(row.Body);
            }
            catch (RowRejected missing) when (mayWait && missing.Missing == import.Target)
            {
                lines.Add(row.Line, LineWording.Waiting(row, missing));
            }
            catch (Exception broken) when (RowRejected.Of(broken) is { } rejected)
            {
                lines.Add(row.Line, _words.Rejected(row, rejected));
            }
        }
    }

    /// <summary>The record a plan has fixed.</summary>
    private static Guid? TargetOf(MappedRow row) =>
        row.Planned is { Outcome: LineOutcome.Updated or LineOutcome.Unchanged } planned ? planned.RecordId : null;

    /// <returns>The row's line, or null when the record has to be read once more before it can be changed.</returns>
    private async Task<LedgerLine?> DecideAsync(
        MappedRow row,
        ChunkMatches matches,
        IRecordChunk chunk,
        List<(MappedRow, object)> updates,
        Work work,
        CancellationToken cancellationToken
    )
    {
        if (TargetOf(row) is { } target)
        {
            return chunk.VersionOf(target) == row.Planned!.RecordVersion
                ? await ChangeAsync(row, target, matches, chunk, updates, cancellationToken)
                : LineWording.Stale(row);
        }

        if (RepeatedIn(row, matches) is { } repeated)
        {
            return repeated;
        }

        var hits = matcher.HitsOf(row, matches).Where(id => chunk.VersionOf(id) is not null).ToList();
        if (hits.Count > 1)
        {
            return _words.Ambiguous(row);
        }

        return hits is [var hit]
            ? await MeetAsync(row, hit, matches, chunk, updates, cancellationToken)
            : await MakeAsync(row, matches, chunk, work, cancellationToken);
    }

    /// <summary>Blames the row for a key, or a record that a unique key leads to, that an earlier row had.</summary>
    private LedgerLine? RepeatedIn(MappedRow row, ChunkMatches matches)
    {
        foreach (var key in matcher.KeysOf(row))
        {
            if (_seen.LineOf(key.Fingerprint) is { } first && first != row.Line)
            {
                return LineWording.RepeatedInFile(row, key.Name, first);
            }

            if (
                matcher.OwnerOf(key, matches) is { } owner
                && _seen.LineOf(RowKey.Of(owner)) is { } about
                && about != row.Line
            )
            {
                return LineWording.SameRecord(row, about, owner, key.Name);
            }
        }

        return null;
    }

    private async Task<LedgerLine?> MeetAsync(
        MappedRow row,
        Guid hit,
        ChunkMatches matches,
        IRecordChunk chunk,
        List<(MappedRow, object)> updates,
        CancellationToken cancellationToken
    )
    {
        if (row.Planned is not null)
        {
            return _words.Appeared(row, hit);
        }

        if (_seen.LineOf(RowKey.Of(hit)) is { } first && first != row.Line)
        {
            return LineWording.SameRecord(row, first, hit, field: null);
        }

        switch (import.Mode)
        {
            case ImportMode.Create:
                return _words.Exists(row, hit);
            case ImportMode.CreateOrSkip:
                RememberMet(row, hit, matches);
                return _words.Skipped(row, hit, chunk.VersionOf(hit)!.Value);
            default:
                return matcher.TakenBy(row, hit, matches) is { } taken
                    ? _words.Taken(row, taken.Name)
                    : await ChangeAsync(row, hit, matches, chunk, updates, cancellationToken);
        }
    }

    private async Task<LedgerLine?> ChangeAsync(
        MappedRow row,
        Guid id,
        ChunkMatches matches,
        IRecordChunk chunk,
        List<(MappedRow, object)> updates,
        CancellationToken cancellationToken
    )
    {
        row.RecordId = id;
        var isAnswer = import.Mapping is null;
        var form = await chunk.PatchAsync(id, row.Body, import.Lists, isAnswer, cancellationToken);
        RememberMet(row, id, matches);
        if (form is null)
        {
            return LineWording.Done(row, LineOutcome.Unchanged, chunk.VersionOf(id)!.Value);
        }

        updates.Add((row, form));
        return null;
    }

    private async Task<LedgerLine> MakeAsync(
        MappedRow row,
        ChunkMatches matches,
        IRecordChunk chunk,
        Work work,
        CancellationToken cancellationToken
    )
    {
        if (import.Mode == ImportMode.Update)
        {
            return _words.NotFound(row);
        }

        if (matcher.TakenBy(row, own: null, matches) is { } taken)
        {
            return row.Planned is null ? _words.Taken(row, taken.Name) : _words.Appeared(row, null);
        }

        row.RecordId = row.Planned?.RecordId ?? work.NewId();
        await chunk.CreateAsync(row.RecordId.Value, row.Form!, cancellationToken);
        RememberMade(row, row.RecordId.Value);
        return LineWording.Done(row, LineOutcome.Created, version: 0);
    }

    /// <summary>Remembers the record a row is about, and of its keys only those that do not lead to it.</summary>
    private void RememberMet(MappedRow row, Guid id, ChunkMatches matches)
    {
        _seen.Add(RowKey.Of(id), row.Line);
        foreach (var key in matcher.KeysOf(row).Where(key => matcher.OwnerOf(key, matches) != id))
        {
            _seen.Add(key.Fingerprint, row.Line);
        }
    }

    /// <summary>Remembers the keys of a row that makes a record, and the record only where a later row may find it by something else.</summary>
    private void RememberMade(MappedRow row, Guid id) => Remember(row, Compares || !matcher.NamesAll(row) ? id : null);

    /// <summary>Rows that look like a record, or like an earlier row, whose key they do not have.</summary>
    private async Task CompareAsync(
        IReadOnlyList<MappedRow> rows,
        IRecordChunk chunk,
        Dictionary<long, LedgerLine> lines,
        Work work,
        CancellationToken cancellationToken
    )
    {
        // What is only planned has to be remembered until the end; what is written is found again.
        _incoming = work.IsRehearsal && _incoming is not null ? _incoming : import.Target.OpenIncoming();
        var written = rows.Where(row => lines[row.Line].Outcome is LineOutcome.Created or LineOutcome.Updated).ToList();
        var found = await chunk.FindDuplicatesAsync(
            [.. written.Select(row => (row.Line, row.RecordId!.Value))],
            import.Duplicates,
            _incoming,
            cancellationToken
        );
        foreach (var (row, match) in written.Zip(found))
        {
            if (match is null)
            {
                continue;
            }

            var first = _seen.LineOf(RowKey.Of(match.Id));
            if (import.Duplicates.Policy == DuplicatePolicy.Block)
            {
                chunk.Withdraw(row.RecordId!.Value);
                lines[row.Line] = LineWording.LooksLike(row, match, first);
            }
            else
            {
                lines[row.Line] = LineWording.LooksLike(lines[row.Line], match, first);
            }
        }
    }

    /// <summary>Whether a change is one is seen when the rules have had their say: they may write the same thing in their own way.</summary>
    private async Task UpdateAsync(
        List<(MappedRow Row, object Form)> updates,
        IRecordChunk chunk,
        Dictionary<long, LedgerLine> lines,
        CancellationToken cancellationToken
    )
    {
        await chunk.TrackAsync([.. updates.Select(update => update.Row.RecordId!.Value)], cancellationToken);
        foreach (var (row, form) in updates)
        {
            try
            {
                await chunk.UpdateAsync(row.RecordId!.Value, form, cancellationToken);
            }
            catch (Exception broken) when (RowRejected.Of(broken) is { } rejected)
            {
                lines.Add(row.Line, _words.Rejected(row, rejected));
            }
        }

        var changed = updates.Count == 0 ? null : chunk.Changed();
        foreach (var (row, _) in updates.Where(update => !lines.ContainsKey(update.Row.Line)))
        {
            var id = row.RecordId!.Value;
            var outcome = changed!.Contains(id) ? LineOutcome.Updated : LineOutcome.Unchanged;
            lines.Add(row.Line, LineWording.Done(row, outcome, chunk.VersionOf(id)!.Value));
        }
    }
}
