using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Api.Data;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Crm.Api.Http.Records;

/// <summary>Any resource, as imports see it.</summary>
internal sealed class ImportableResource<TEntity, TForm, TResponse>(
    Resource<TEntity, TForm, TResponse> resource,
    bool takesRows,
    IOptions<DatabaseOptions> options
) : IImportable
    where TEntity : Record, new()
    where TForm : class
    where TResponse : RecordResponse
{
    private const int MaxNames = 2000;

    public bool TakesRows => takesRows;

    public string Kind => Words.Spoken(resource.Kind);

    public Type FormType => typeof(TForm);

    public IReadOnlyList<string> KeyNames => [.. resource.Keys.Select(key => key.Name)];

    public IReadOnlyList<string> KeyTexts(string key, JsonObject row) => [.. KeyOf(key).TextsIn(FormOf(row))];

    public async Task<PreparedRow> PrepareAsync(
        JsonObject row,
        IReadOnlyList<string> matchOn,
        WriteMode mode,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var form = FormOf(row);
        if (mode != WriteMode.Update)
        {
            FormValidation.Check(form);
        }

        var writer = new RecordWriter<TEntity, TForm, TResponse>(resource, work, options);
        var match = await writer.MatchAsync(matchOn, form, cancellationToken);
        if (match.Ambiguous)
        {
            return new PreparedRow(null, RowFate.Ambiguous);
        }

        if (match.Entity is { } known)
        {
            if (mode == WriteMode.Create)
            {
                return new PreparedRow(known.Id, RowFate.Skipped);
            }

            await UpdateAsync(known, row, work, cancellationToken);
            return new PreparedRow(known.Id, RowFate.Known);
        }

        if (mode == WriteMode.Update)
        {
            return new PreparedRow(null, RowFate.Missing);
        }

        var entity = new TEntity { Id = work.NewId() };
        await resource.FillAsync(entity, form, work, cancellationToken);
        work.Db.Add(entity);
        return new PreparedRow(entity.Id, RowFate.New);
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
            .. some.SelectMany(entity => KeyOf(key).TextsIn(resource.ToForm(entity))).Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>A row that breaks a rule must leave nothing half changed behind for the other rows' save to pick up.</summary>
    private async Task UpdateAsync(TEntity known, JsonObject row, Work work, CancellationToken cancellationToken)
    {
        try
        {
            var form = MergePatch.Apply(resource.ToForm(known), row);
            await resource.FillAsync(known, form, work, cancellationToken);
        }
        catch
        {
            foreach (
                var entry in work.Db.ChangeTracker.Entries().Where(entry => BelongsTo(entry.Entity, known)).ToList()
            )
            {
                entry.State = EntityState.Detached;
            }

            throw;
        }
    }

    private static bool BelongsTo(object entity, TEntity record) =>
        entity == (object)record || (entity is Part part && part.ParentId == record.Id);

    private MatchKey<TEntity, TForm> KeyOf(string name) => resource.Keys.First(key => key.Name == name);

    private static TForm FormOf(JsonObject row) =>
        BodyReader.Parse<TForm>(JsonSerializer.SerializeToUtf8Bytes(row, Json.TypeInfo<JsonObject>()));
}
