using Crm.Api.Data;
using Crm.Api.Data.Bulk;
using Crm.Api.Filters;
using Crm.Api.Kernel;

namespace Crm.Api.Http.Records;

/// <summary>
/// A kind of record in the contract: what it is called, what may be filtered, and how entity, update form and answer become one
/// another. The verbs all resources share are built on this alone, so they behave the same everywhere.
/// </summary>
/// <typeparam name="TEntity">The stored record and its rules.</typeparam>
/// <typeparam name="TForm">What a caller may write; the body of a create, and what a merge patch is applied to.</typeparam>
/// <typeparam name="TResponse">What a caller reads.</typeparam>
internal abstract class Resource<TEntity, TForm, TResponse>
    where TEntity : Record, new()
    where TForm : class
    where TResponse : RecordResponse
{
    /// <summary>One of them, as in sentences: <c>customer</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Many of them, as in paths and scopes: <c>customers</c>.</summary>
    public abstract string Plural { get; }

    /// <summary>What filter and orderBy know.</summary>
    public abstract FieldTable<TEntity> Fields { get; }

    /// <summary>True when a change must say with <c>If-Match</c> which version it is about.</summary>
    public virtual bool IsGuarded => false;

    /// <summary>How records that come in are compared with those that are there; null where nobody does.</summary>
    public virtual DuplicateCheck<TEntity>? Duplicates => null;

    /// <summary>True when records are added and never changed; files may add some, too.</summary>
    public virtual bool IsAppendOnly => false;

    /// <summary>References that <c>expand</c> can put into the answer.</summary>
    public virtual IReadOnlyList<Expansion<TResponse>> Expansions => [];

    /// <summary>What upsert and imports may match on.</summary>
    public virtual IReadOnlyList<MatchKey<TEntity, TForm>> Keys => [];

    /// <summary>Loads the record to be changed: with its parts.</summary>
    public virtual IQueryable<TEntity> WithParts(IQueryable<TEntity> query) => WithReferences(query);

    /// <summary>Loads what the answer shows of others with the record.</summary>
    public virtual IQueryable<TEntity> WithReferences(IQueryable<TEntity> query) => query;

    /// <summary>The records with these ids as they are shown, with their parts, in any order.</summary>
    public virtual Task<List<TEntity>> ReadAsync(
        IReadOnlyCollection<Guid> ids,
        Work work,
        CancellationToken cancellationToken
    ) => BulkReader.ByIdsAsync<TEntity>(work, ids, cancellationToken);

    /// <summary>The record as its update form: applying it unchanged changes nothing.</summary>
    public abstract TForm ToForm(TEntity entity);

    public abstract TResponse ToResponse(TEntity entity);

    /// <summary>Makes the record say what the form says, and checks what needs the database. Touches only what differs.</summary>
    public abstract Task FillAsync(TEntity entity, TForm form, Work work, CancellationToken cancellationToken);

    /// <summary>Refuses a delete that must not happen.</summary>
    public virtual Task CheckDeleteAsync(TEntity entity, Work work, CancellationToken cancellationToken) =>
        Task.CompletedTask;
}
