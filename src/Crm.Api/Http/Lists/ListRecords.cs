using System.Linq.Expressions;
using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Http.Lists;

/// <summary>Answers a page of records, or streams all of them.</summary>
internal sealed class ListRecords<TEntity, TForm, TResponse>(Resource<TEntity, TForm, TResponse> resource)
    where TEntity : Record, new()
    where TForm : class
    where TResponse : RecordResponse
{
    public Task<IResult> Handle(
        HttpContext http,
        Caller caller,
        Work work,
        ListSettings settings,
        CancellationToken cancellationToken
    ) => AnswerAsync(http, work.For(caller), settings, _ => true, orderBy: null, cancellationToken);

    /// <summary>The same list within bounds, such as the parts of another record; in an order of its own unless the caller wants another.</summary>
    public async Task<IResult> AnswerAsync(
        HttpContext http,
        Work work,
        ListSettings settings,
        Expression<Func<TEntity, bool>> within,
        string? orderBy,
        CancellationToken cancellationToken
    )
    {
        var query = ListQuery.Of(http, settings.Zone);
        var mask = FieldMask.Parse(query.FieldsText, typeof(TResponse));
        var expansions = ListQuery.ExpansionsOf(http, resource);
        var ordering = ListQuery.OrderingOf(query.OrderBy ?? orderBy, resource.Fields);
        var context = await ListSettings.FilterContextAsync(work, query.FilterText, query.Zone, cancellationToken);
        var root = query.ShowDeleted ? work.QueryWithTrash<TEntity>() : work.Query<TEntity>();
        var records = root.AsNoTracking()
            .Where(within)
            .Where(ListQuery.Condition(query.FilterText, resource.Fields, context));
        var read = new PageReader<TEntity, TForm, TResponse>(resource, records, ordering, expansions, work);

        if (StreamFormat.Of(http) is { } format)
        {
            return new StreamedList<TEntity, TForm, TResponse>(read, format, mask, work);
        }

        await using var snapshot = await work.BeginSnapshotAsync(cancellationToken);
        return await PageAsync(http, query, mask, read, records, settings, cancellationToken);
    }

    private static async Task<IResult> PageAsync(
        HttpContext http,
        ListQuery query,
        FieldMask? mask,
        PageReader<TEntity, TForm, TResponse> read,
        IQueryable<TEntity> records,
        ListSettings settings,
        CancellationToken cancellationToken
    )
    {
        var arguments = query.Arguments(http.Request.Path);
        var tokens = settings.PageTokens;
        var position = query.PageToken is { } token ? PageTokens.PositionOf(tokens.Read(token, arguments)) : null;
        var (items, next) = await read.ReadAsync(position, query.PageSize, cancellationToken);
        var nextToken = next is null ? null : tokens.Write(next, arguments);
        if (nextToken is not null)
        {
            http.Response.Headers.Link = $"<{Links.Next(http.Request, nextToken)}>; rel=\"next\"";
        }

        var page = new Page<TResponse>
        {
            Items = items,
            NextPageToken = nextToken,
            TotalSize = query.IncludeTotal ? await records.LongCountAsync(cancellationToken) : null,
        };
        return mask is null
            ? Answer.Ok(page)
            : new Answer(StatusCodes.Status200OK, mask.ForItems().Apply(Answer.Bytes(page)));
    }
}
