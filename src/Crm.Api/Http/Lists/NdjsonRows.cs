using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Crm.Api.Http.Lists;

/// <summary>Writes records as NDJSON, a line each.</summary>
internal sealed class NdjsonRows<T> : IRecordRows<T>
{
    private const int FlushAt = 64 * 1024;

    private readonly Stream _stream;
    private readonly FieldMask? _mask;
    private readonly ArrayBufferWriter<byte> _lines = new(FlushAt * 2);
    private readonly Utf8JsonWriter _writer;

    public NdjsonRows(Stream stream, FieldMask? mask)
    {
        _stream = stream;
        _mask = mask;
        _writer = new Utf8JsonWriter(
            _lines,
            new JsonWriterOptions { Encoder = Json.Options.Encoder, SkipValidation = true }
        );
    }

    public void Write(T record)
    {
        if (_mask is null)
        {
            JsonSerializer.Serialize(_writer, record, Json.TypeInfo<T>());
            _writer.Flush();
            _writer.Reset();
        }
        else
        {
            _lines.Write(_mask.Apply(Answer.Bytes(record)));
        }

        EndLine();
    }

    public void End(long rows)
    {
        var count = rows.ToString(CultureInfo.InvariantCulture);
        _lines.Write(Encoding.UTF8.GetBytes($$"""{"{{EndMark.Name}}":true,"{{EndMark.Rows}}":{{count}}}"""));
        EndLine();
    }

    public async ValueTask DisposeAsync()
    {
        Flush();
        await _writer.DisposeAsync();
    }

    private void EndLine()
    {
        _lines.Write("\n"u8);
        if (_lines.WrittenCount >= FlushAt)
        {
            Flush();
        }
    }

    private void Flush()
    {
        _stream.Write(_lines.WrittenSpan);
        _lines.ResetWrittenCount();
    }
}
