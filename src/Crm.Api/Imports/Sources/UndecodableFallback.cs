using System.Text;

namespace Crm.Api.Imports.Sources;

/// <summary>Puts U+FFFD where bytes mean nothing, and counts, so that a real U+FFFD of the file is not taken for one.</summary>
internal sealed class UndecodableFallback : DecoderFallback
{
    private const char Replacement = '\ufffd';

    public override int MaxCharCount => 1;

    /// <summary>How often bytes meant nothing so far.</summary>
    public long Count { get; private set; }

    /// <summary>The bytes that meant nothing last.</summary>
    public byte[] Last { get; private set; } = [];

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(this);

    private sealed class Buffer(UndecodableFallback fallback) : DecoderFallbackBuffer
    {
        private int _left;

        public override int Remaining => _left;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            fallback.Count++;
            fallback.Last = bytesUnknown;
            _left = 1;
            return true;
        }

        public override char GetNextChar() => _left-- > 0 ? Replacement : '\0';

        public override bool MovePrevious() => false;

        public override void Reset() => _left = 0;
    }
}
