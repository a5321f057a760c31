using System.Text;

namespace Crm.Api.Imports.Sources;

/// <summary>
/// A window on a file's characters that moves forward only. It knows at which byte something could not be decoded: a block that has
/// such bytes is decoded a byte at a time, all others at once.
/// </summary>
internal sealed class FileText(Stream stream, FileEncoding encoding) : IAsyncDisposable
{
    private const int BlockBytes = 64 * 1024;
    private const int MaxBytesOfCharacter = 4;

    private readonly byte[] _block = new byte[BlockBytes];
    private readonly UndecodableFallback _fallback = new();
    private readonly Queue<Undecodable> _undecodable = new();
    private Decoder? _decoder;
    private char[] _characters = new char[2 * BlockBytes];
    private long _offset = encoding.MarkLength;
    private bool _isAtEnd;

    /// <summary>The characters at hand.</summary>
    public ReadOnlySpan<char> Window => _characters.AsSpan(0, Length);

    public int Length { get; private set; }

    /// <summary>Where in the file's characters the window begins.</summary>
    public long Origin { get; private set; }

    /// <summary>Moves the window forward to <paramref name="from"/> and lengthens it.</summary>
    /// <returns>False at the end of the file.</returns>
    public async ValueTask<bool> FillAsync(int from, CancellationToken cancellationToken)
    {
        if (_isAtEnd)
        {
            return false;
        }

        MoveTo(from);
        var read = await ReadBlockAsync(cancellationToken);
        _isAtEnd = read == 0;
        Decode(_block.AsSpan(0, read), _isAtEnd);
        _offset += read;
        return true;
    }

    /// <summary>Lengthens the window until it has so many characters or all there are.</summary>
    /// <returns>True when the window now reaches the end of the file.</returns>
    public async ValueTask<bool> LookAheadAsync(int length, CancellationToken cancellationToken)
    {
        while (Length < length)
        {
            if (!await FillAsync(0, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first undecodable byte before this place in the window that has not been told yet.</summary>
    public RowFault? UndecodableBefore(int place, string? column)
    {
        Undecodable? first = null;
        while (_undecodable.TryPeek(out var next) && next.Character < Origin + place)
        {
            first ??= next;
            _undecodable.Dequeue();
        }

        return first is { } found
            ? new RowFault(
                "undecodable",
                column,
                $"Byte {found.Offset} of the file (counted from 0, hexadecimal {found.Byte:x2}) is not {encoding.Finding.Value}."
            )
            : null;
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private void MoveTo(int from)
    {
        _characters.AsSpan(from, Length - from).CopyTo(_characters);
        Length -= from;
        Origin += from;
        var needed = Length + BlockBytes + MaxBytesOfCharacter;
        if (_characters.Length < needed)
        {
            Array.Resize(ref _characters, Math.Max(needed, 2 * _characters.Length));
        }
    }

    private async ValueTask<int> ReadBlockAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(_block, cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw FileContent.Broken();
        }
    }

    private void Decode(ReadOnlySpan<byte> bytes, bool isLast)
    {
        _decoder ??= Decoder();
        var before = _fallback.Count;
        // Counting leaves the decoder's state alone.
        _ = _decoder.GetCharCount(bytes, isLast);
        if (_fallback.Count == before)
        {
            Length += _decoder.GetChars(bytes, _characters.AsSpan(Length), isLast);
        }
        else
        {
            DecodeByteByByte(_decoder, bytes, isLast);
        }
    }

    private void DecodeByteByByte(Decoder decoder, ReadOnlySpan<byte> bytes, bool isLast)
    {
        var begin = _offset - HeldBack(decoder);
        for (var index = 0; index < bytes.Length; index++)
        {
            var here = _offset + index;
            var before = _fallback.Count;
            var written = Convert(decoder, bytes.Slice(index, 1), flush: false, begin);
            if (written > 0)
            {
                var isHeldBack = _fallback.Count > before && written == 1 && begin + _fallback.Last.Length <= here;
                begin = isHeldBack ? here : here + 1;
            }
        }

        if (isLast)
        {
            Convert(decoder, [], flush: true, begin);
        }
    }

    private int Convert(Decoder decoder, ReadOnlySpan<byte> bytes, bool flush, long begin)
    {
        var before = _fallback.Count;
        var written = decoder.GetChars(bytes, _characters.AsSpan(Length), flush);
        if (_fallback.Count > before)
        {
            _undecodable.Enqueue(new Undecodable(Origin + Length, begin, _fallback.Last[0]));
        }

        Length += written;
        return written;
    }

    /// <summary>How many bytes the decoder keeps of a character it has not seen whole: were this the end, they would mean nothing.</summary>
    private int HeldBack(Decoder decoder)
    {
        var before = _fallback.Count;
        _ = decoder.GetCharCount([], flush: true);
        return _fallback.Count > before ? _fallback.Last.Length : 0;
    }

    private Decoder Decoder()
    {
        var copy = (Encoding)encoding.Encoding.Clone();
        copy.DecoderFallback = _fallback;
        return copy.GetDecoder();
    }

    private readonly record struct Undecodable(long Character, long Offset, byte Byte);
}
