using System.Text.Json.Nodes;
using Crm.Api.Data;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Crm.Api.Http.Records;

/// <summary>Creates, changes and removes records of one resource; what single calls, batches and imports all go through.</summary>
internal sealed class RecordWriter<TEntity, TForm, TResponse>(
    Resource<TEntity, TForm, TResponse> resource,
    Work work,
    IOptions<DatabaseOptions> options
)
    where TEntity : Record, new()
    where TForm : class
    where TResponse : RecordResponse
{
    /// <summary>What the call says of records that look like those that are there.</summary>
    public DuplicateTerms Terms { get; init; }

    /// <summary>What the record that was written last looks like; null when nobody looked.</summary>
    public IReadOnlyList<PossibleDuplicate>? PossibleDuplicates { get; private set; }

    /// <summary>The answer about a record that was just written.</summary>
    public TResponse ToResponse(TEntity entity)
    {
        var response = resource.ToResponse(entity);
        if (response is IMayBeDuplicate shown)
        {
            shown.PossibleDuplicates = PossibleDuplicates;
        }

        return response;
    }

    public async Task<TEntity> CreateAsync(TForm form, CancellationToken cancellationToken)
    {
        var entity = new TEntity { Id = work.NewId() };
        await resource.FillAsync(entity, form, work, cancellationToken);
        await CheckDuplicatesAsync(entity, cancellationToken);
        work.Db.Add(entity);
        await work.Db.SaveChangesAsync(cancellationToken);
        return entity;
    }

    /// <summary>The record that is meant, with its parts, ready to be changed; 404 when it is not there, 409 when it is in the trash.</summary>
    public async Task<TEntity> LoadAsync(IdOrNumber id, CancellationToken cancellationToken)
    {
        var entity =
            await id.FindAsync(resource.WithParts(work.QueryWithTrash<TEntity>()), cancellationToken)
            ?? throw new ProblemException(Problem.NotFound(resource.Kind, id.Text));
        Merging.Check(entity);
        return entity.DeleteTime is null
            ? entity
            : throw new ProblemException(
                Problem.Of(409, "deleted", $"The {resource.Kind} is in the trash; undelete it first.")
            );
    }

    /// <returns>True when anything was changed.</returns>
    public async Task<bool> ChangeAsync(TEntity entity, TForm form, CancellationToken cancellationToken)
    {
        await resource.FillAsync(entity, form, work, cancellationToken);
        await CheckDuplicatesAsync(entity, cancellationToken);
        return await work.Db.SaveChangesAsync(cancellationToken) > 0;
    }

    /// <summary>Finds the one record that has a key of the form. Several keys are tried in the order given; the first that hits decides.</summary>
    public async Task<Match<TEntity>> MatchAsync(
        IReadOnlyList<string> matchOn,
        TForm form,
        CancellationToken cancellationToken
    )
    {
        foreach (var (index, name) in matchOn.Index())
        {
            var key =
                resource.Keys.FirstOrDefault(key => key.Name == name)
                ?? throw new ProblemException(
                    Problem.Malformed(
                        $"/matchOn/{index}",
                        "unknown-key",
                        $"'{name}' is not one of {string.Join(", ", resource.Keys.Select(key => key.Name))}."
                    )
                );
            var texts = key.TextsIn(form, work.Defaults).ToList();
            var hits = await key.FindAsync(work.Query<TEntity>(), texts, cancellationToken);
            switch (hits.Select(hit => hit.Id).Distinct().ToList())
            {
                case []:
                    continue;
                case [var only]:
                    var entity = await resource
                        .WithParts(work.Query<TEntity>())
                        .FirstAsync(entity => entity.Id == only, cancellationToken);
                    return new Match<TEntity>(entity, Ambiguous: false, name);
                default:
                    return new Match<TEntity>(null, Ambiguous: true, name);
            }
        }

        return new Match<TEntity>(null, Ambiguous: false, null);
    }

    /// <summary>Creates the record, or applies it as a patch to the one it matches.</summary>
    public async Task<Upserted<TEntity>> UpsertAsync(
        IReadOnlyList<string> matchOn,
        TForm form,
        JsonObject patch,
        CancellationToken cancellationToken
    )
    {
        var match = await MatchAsync(matchOn, form, cancellationToken);
        if (match.Ambiguous)
        {
            return new Upserted<TEntity>(UpsertOutcome.Duplicate, null);
        }

        if (match.Entity is not { } present)
        {
            return new Upserted<TEntity>(UpsertOutcome.Created, await CreateAsync(form, cancellationToken));
        }

        var changed = await ChangeAsync(present, MergePatch.Apply(resource.ToForm(present), patch), cancellationToken);
        return new Upserted<TEntity>(changed ? UpsertOutcome.Updated : UpsertOutcome.Unchanged, present);
    }

    private async Task CheckDuplicatesAsync(TEntity entity, CancellationToken cancellationToken)
    {
        PossibleDuplicates = null;
        var read = $"{resource.Plural}:read";
        var policy = Terms.Policy ?? resource.Duplicates?.Policy ?? DuplicatePolicy.Allow;
        if (resource.Duplicates is not { } check || policy == DuplicatePolicy.Allow)
        {
            return;
        }

        var mayRead = work.Caller.Scopes.Allows(read);
        if (Terms.Policy is not null && !mayRead)
        {
            throw new ProblemException(
                Problem.Of(403, "scope-missing", $"Looking for duplicates needs the scope '{read}'.")
            );
        }

        var isCompared = entity.IsNew || (Capture.Find(work.Db, entity) is { } change && check.IsCompared(change));
        if (!isCompared)
        {
            return;
        }

        var found = await check.FindAsync(entity, Terms.Threshold ?? check.Threshold, work, cancellationToken);
        var shown = mayRead ? found : [];
        if (found.Count > 0 && policy == DuplicatePolicy.Block)
        {
            throw new ProblemException(
                Problem
                    .Of(
                        409,
                        "duplicate",
                        $"The {Words.Spoken(resource.Kind)} looks like one that is there; nothing was changed."
                    )
                    .With("matches", shown)
            );
        }

        PossibleDuplicates = mayRead ? shown : null;
    }

    /// <summary>Puts the record into the trash; nothing happens when it is there already.</summary>
    public async Task DeleteAsync(TEntity entity, CancellationToken cancellationToken)
    {
        if (entity.DeleteTime is null)
        {
            await resource.CheckDeleteAsync(entity, work, cancellationToken);
            entity.DeleteTime = work.Now;
            entity.PurgeTime = work.Now.AddDays(options.Value.TrashDays);
            await work.Db.SaveChangesAsync(cancellationToken);
            work.Forget<TEntity>(entity.Id);
        }
    }

    public async Task UndeleteAsync(TEntity entity, CancellationToken cancellationToken)
    {
        Merging.Check(entity);
        if (entity.DeleteTime is not null)
        {
            entity.DeleteTime = null;
            entity.PurgeTime = null;
            await work.Db.SaveChangesAsync(cancellationToken);
        }
    }
}

/// <summary>The record a key leads to: none, one, or more than one, which is nobody's business to guess.</summary>
internal readonly record struct Match<TEntity>(TEntity? Entity, bool Ambiguous, string? Key);

/// <summary>What an upsert did, and the record it did it to.</summary>
internal readonly record struct Upserted<TEntity>(UpsertOutcome Outcome, TEntity? Entity);

/// <summary>What became of a record that was sent.</summary>
internal enum UpsertOutcome
{
    Created,
    Updated,
    Unchanged,
    Duplicate,
}
