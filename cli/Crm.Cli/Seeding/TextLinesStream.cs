using System.Text;

namespace Crm.Cli.Seeding;

/// <summary>Reads as UTF-8 what is made line by line, and holds no more than one line.</summary>
internal sealed class TextLinesStream(IEnumerable<string> lines) : Stream
{
    private readonly IEnumerator<string> _lines = lines.GetEnumerator();
    private ReadOnlyMemory<byte> _rest;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = 0;
        while (read < buffer.Length && (!_rest.IsEmpty || Next()))
        {
            var count = Math.Min(_rest.Length, buffer.Length - read);
            _rest.Span[..count].CopyTo(buffer[read..]);
            _rest = _rest[count..];
            read += count;
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _lines.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool Next()
    {
        if (!_lines.MoveNext())
        {
            return false;
        }

        _rest = Encoding.UTF8.GetBytes(_lines.Current);
        return true;
    }
}
