using System.Linq.Expressions;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Api.Data;
using Crm.Api.Http.Lists;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Crm.Api.Http.Records;

/// <summary>Any resource, as bulk work sees it.</summary>
internal sealed class ImportableResource<TEntity, TForm, TResponse>(
    Resource<TEntity, TForm, TResponse> resource,
    Verbs verbs,
    IOptions<DatabaseOptions> options
) : IImportable
    where TEntity : Record, new()
    where TForm : class
    where TResponse : RecordResponse
{
    private const int MaxNames = 2000;

    public bool TakesRows => verbs.HasFlag(Verbs.Upsert) || resource.IsAppendOnly;

    public Verbs Verbs => verbs;

    public string Kind => Words.Spoken(resource.Kind);

    public Type FormType => typeof(TForm);

    public IReadOnlyList<string> KeyNames => [.. resource.Keys.Select(key => key.Name)];

    public IReadOnlyList<string> UniqueKeys { get; } =
    [.. resource.Keys.Where(key => key.IsUnique).Select(key => key.Name)];

    public Type ResponseType => typeof(TResponse);

    public object Parse(JsonObject body) =>
        BodyReader.Parse<TForm>(JsonSerializer.SerializeToUtf8Bytes(body, Json.TypeInfo<JsonObject>()));

    public IReadOnlyList<string> KeyTexts(string key, object form, FormDefaults defaults) =>
        [.. KeyOf(key).TextsIn((TForm)form, defaults)];

    public DuplicatePolicy? DuplicatePolicy => resource.Duplicates?.Policy;

    public IncomingRecords OpenIncoming() => resource.Duplicates!.Open();

    public IRecordChunk OpenChunk(Work work) => new RecordChunk<TEntity, TForm, TResponse>(resource, work, options);

    public async Task MeetAsync(
        IReadOnlyCollection<Guid> ids,
        IReadOnlyCollection<Guid> promised,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.Know<TEntity>(promised);
        if (ids.Count > 0)
        {
            work.Know<TEntity>(
                await work.Query<TEntity>()
                    .Where(entity => EF.Parameter(ids).Contains(entity.Id))
                    .Select(entity => entity.Id)
                    .ToListAsync(cancellationToken)
            );
        }
    }

    public Task<IReadOnlyList<KeyHit>> FindAsync(
        string key,
        IReadOnlyCollection<string> texts,
        Work work,
        CancellationToken cancellationToken
    ) => KeyOf(key).FindAsync(work.Query<TEntity>(), texts, cancellationToken);

    public async Task<IReadOnlyList<string>> NamesAsync(string key, Work work, CancellationToken cancellationToken)
    {
        var some = await resource
            .WithParts(work.Query<TEntity>())
            .AsNoTracking()
            .OrderBy(entity => entity.Id)
            .Take(MaxNames)
            .ToListAsync(cancellationToken);
        return
        [
            .. some.SelectMany(entity => KeyOf(key).TextsIn(resource.ToForm(entity), work.Defaults))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    public Task CheckAsync(RecordSelection selection, Work work, CancellationToken cancellationToken) =>
        ConditionAsync(selection, work, cancellationToken);

    public async Task<List<Guid>> IdsAsync(
        RecordSelection selection,
        Guid after,
        int count,
        Work work,
        CancellationToken cancellationToken
    ) =>
        await work.Query<TEntity>()
            .Where(await ConditionAsync(selection, work, cancellationToken))
            .Where(entity => entity.Id > after)
            .OrderBy(entity => entity.Id)
            .Select(entity => entity.Id)
            .Take(count)
            .ToListAsync(cancellationToken);

    private async Task<Expression<Func<TEntity, bool>>> ConditionAsync(
        RecordSelection selection,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var context = await ListSettings.FilterContextAsync(work, selection.Filter, selection.Zone, cancellationToken);
        return ListQuery.Condition(selection.Filter, resource.Fields, context, place: "/filter");
    }

    private MatchKey<TEntity, TForm> KeyOf(string name) => resource.Keys.First(key => key.Name == name);
}
