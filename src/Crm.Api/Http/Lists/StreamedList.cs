using System.Text.Json;
using System.Text.Json.Nodes;
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
    private const int RowsAtOnce = 500;

    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancellationToken = httpContext.RequestAborted;
        await using var spool = Spool.Open();
        await using (await work.BeginSnapshotAsync(cancellationToken))
        {
            await WriteRowsAsync(spool, cancellationToken);
        }

        await spool.FlushAsync(cancellationToken);
        spool.Position = 0;
        httpContext.Response.ContentType =
            form == StreamForm.Csv ? $"{StreamFormat.CsvType}; charset=utf-8; header=present" : StreamFormat.NdjsonType;
        httpContext.Response.ContentLength = spool.Length;
        await spool.CopyToAsync(httpContext.Response.Body, Spool.BufferSize, cancellationToken);
    }

    private async Task WriteRowsAsync(Stream spool, CancellationToken cancellationToken)
    {
        await using var csv = form == StreamForm.Csv ? new CsvRows<TResponse>(spool, mask) : null;
        var rows = 0L;
        IReadOnlyList<string?>? position = null;
        do
        {
            var (items, next) = await reader.ReadAsync(position, RowsAtOnce, cancellationToken);
            foreach (var item in items)
            {
                var json = Answer.Bytes(item);
                json = mask is null ? json : mask.Apply(json);
                if (csv is not null)
                {
                    csv.Write(JsonNode.Parse(json)!.AsObject());
                }
                else
                {
                    await spool.WriteAsync(json, cancellationToken);
                    await spool.WriteAsync(LineEnd, cancellationToken);
                }
            }

            rows += items.Count;
            position = next;
        } while (position is not null);

        if (csv is null)
        {
            // Without this line the list did not arrive whole.
            await spool.WriteAsync(
                JsonSerializer.SerializeToUtf8Bytes(new EndMark(true, rows), EndMark.Options),
                cancellationToken
            );
            await spool.WriteAsync(LineEnd, cancellationToken);
        }
    }

    private sealed record EndMark(
        [property: System.Text.Json.Serialization.JsonPropertyName("_end")] bool End,
        [property: System.Text.Json.Serialization.JsonPropertyName("rows")] long Rows
    )
    {
        public static readonly JsonSerializerOptions Options = new();
    }
}
