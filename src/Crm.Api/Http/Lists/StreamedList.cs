using Crm.Api.Data;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;

namespace Crm.Api.Http.Lists;

/// <summary>
/// Sends a whole list from one snapshot. It is first written to a temporary file, so that a slow reader holds up neither the
/// snapshot nor, on SQLite, the checkpoint; an error while reading can therefore still be answered as a problem.
/// </summary>
internal sealed class StreamedList<TEntity, TForm, TResponse>(
    PageReader<TEntity, TForm, TResponse> reader,
    StreamForm form,
    FieldMask? mask,
    Work work
) : IResult
    where TEntity : Record, new()
    where TForm : class
    where TResponse : RecordResponse
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancellationToken = httpContext.RequestAborted;
        await using var spool = Spool.Open();
        await using (await work.BeginSnapshotAsync(cancellationToken))
        await using (var rows = RecordRows.Open<TResponse>(form, spool, mask, marksEnd: false))
        {
            await new RecordStream<TEntity, TForm, TResponse>(reader).WriteAsync(
                rows,
                (_, _) => Task.CompletedTask,
                cancellationToken
            );
        }

        await spool.FlushAsync(cancellationToken);
        spool.Position = 0;
        httpContext.Response.ContentType = StreamFormat.ContentTypeOf(form);
        httpContext.Response.ContentLength = spool.Length;
        await spool.CopyToAsync(httpContext.Response.Body, Spool.BufferSize, cancellationToken);
    }
}
