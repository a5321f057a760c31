using Crm.Api.Data;
using Crm.Api.Http.Lists;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Http.Records;

/// <summary>Any resource, as exports see it.</summary>
internal sealed class ExportableResource<TEntity, TForm, TResponse>(Resource<TEntity, TForm, TResponse> resource)
    : IExportable
    where TEntity : Record, new()
    where TForm : class
    where TResponse : RecordResponse
{
    public async Task<IRecordExport> OpenAsync(ExportQuery query, Work work, CancellationToken cancellationToken)
    {
        var mask = FieldMask.Parse(query.Fields, typeof(TResponse));
        var ordering = ListQuery.OrderingOf(query.OrderBy, resource.Fields);
        var context = await ListSettings.FilterContextAsync(work, query.Filter, query.Zone, cancellationToken);
        var root = query.ShowDeleted ? work.QueryWithTrash<TEntity>() : work.Query<TEntity>();
        var records = root.AsNoTracking().Where(ListQuery.Condition(query.Filter, resource.Fields, context));
        var reader = new PageReader<TEntity, TForm, TResponse>(resource, records, ordering, [], work);
        return new Export(records, reader, query.Form, mask);
    }

    private sealed class Export(
        IQueryable<TEntity> records,
        PageReader<TEntity, TForm, TResponse> reader,
        StreamForm form,
        FieldMask? mask
    ) : IRecordExport
    {
        public Task<long> CountAsync(CancellationToken cancellationToken) => records.LongCountAsync(cancellationToken);

        public async Task<long> WriteAsync(
            Stream target,
            Func<long, bool, Task> progress,
            CancellationToken cancellationToken
        )
        {
            await using var rows = RecordRows.Open<TResponse>(form, target, mask, marksEnd: true);
            return await new RecordStream<TEntity, TForm, TResponse>(reader).WriteAsync(
                rows,
                progress,
                cancellationToken
            );
        }
    }
}
