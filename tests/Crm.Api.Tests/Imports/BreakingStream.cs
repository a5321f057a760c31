namespace Crm.Api.Tests.Imports;

/// <summary>A file whose reader gets some of it and then no more, as when a cable is pulled.</summary>
internal sealed class BreakingStream : Stream
{
    private const int Sound = 100_000;

    private int _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_read >= Sound)
        {
            throw new IOException("The cable is pulled.");
        }

        Array.Fill(buffer, (byte)'x', offset, count);
        _read += count;
        return count;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
