using System.IO.Compression;
using System.Text;

namespace Crm.Api.Jobs.Ledger;

/// <summary>
/// Lines as bytes: a table of the different texts, compressed when that pays, then each line in a few bytes, its texts as numbers
/// in that table. The same lines give the same bytes, which plans are hashed by. Half a character of two becomes U+FFFD.
/// </summary>
internal static class LedgerCodec
{
    private const byte Plain = 1;
    private const byte Compressed = 2;
    private const int WorthCompressing = 256;

    // One byte holds the outcome and, in its upper bits, what else the line has.
    private const byte OutcomeBits = 0x0F;
    private const byte HasId = 0x10;
    private const byte HasCode = 0x20;
    private const byte HasDetail = 0x40;
    private const byte HasField = 0x80;

    public static byte[] Encode(IReadOnlyList<LedgerLine> lines)
    {
        var texts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in lines.SelectMany(TextsOf).OfType<string>())
        {
            texts.TryAdd(text, texts.Count);
        }

        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        WriteTexts(writer, [.. texts.Keys]);
        writer.Write7BitEncodedInt(lines.Count);
        long previous = 0;
        foreach (var line in lines)
        {
            WriteLine(writer, line, previous, texts);
            previous = line.Line;
        }

        return bytes.ToArray();
    }

    public static List<LedgerLine> Decode(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var texts = ReadTexts(reader);
        var lines = new List<LedgerLine>(reader.Read7BitEncodedInt());
        long previous = 0;
        while (lines.Count < lines.Capacity)
        {
            var line = ReadLine(reader, previous, texts);
            lines.Add(line);
            previous = line.Line;
        }

        return lines;
    }

    private static string?[] TextsOf(LedgerLine line) => [line.Code, line.Detail, line.Field];

    private static void WriteTexts(BinaryWriter writer, string[] texts)
    {
        using var plain = new MemoryStream();
        using var plainWriter = new BinaryWriter(plain, Encoding.UTF8);
        plainWriter.Write7BitEncodedInt(texts.Length);
        foreach (var text in texts)
        {
            plainWriter.Write(text);
        }

        if (plain.Length < WorthCompressing)
        {
            writer.Write(Plain);
            writer.Write(plain.ToArray());
            return;
        }

        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            plain.WriteTo(brotli);
        }

        writer.Write(Compressed);
        writer.Write7BitEncodedInt((int)packed.Length);
        writer.Write(packed.ToArray());
    }

    private static string[] ReadTexts(BinaryReader reader)
    {
        if (reader.ReadByte() == Plain)
        {
            return ReadPlainTexts(reader);
        }

        var packed = reader.ReadBytes(reader.Read7BitEncodedInt());
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var plain = new BinaryReader(brotli);
        return ReadPlainTexts(plain);
    }

    private static string[] ReadPlainTexts(BinaryReader reader)
    {
        var texts = new string[reader.Read7BitEncodedInt()];
        for (var index = 0; index < texts.Length; index++)
        {
            texts[index] = reader.ReadString();
        }

        return texts;
    }

    private static void WriteLine(BinaryWriter writer, LedgerLine line, long previous, Dictionary<string, int> texts)
    {
        writer.Write(
            (byte)(
                (byte)line.Outcome
                | (line.RecordId is null ? 0 : HasId)
                | (line.Code is null ? 0 : HasCode)
                | (line.Detail is null ? 0 : HasDetail)
                | (line.Field is null ? 0 : HasField)
            )
        );
        writer.Write7BitEncodedInt64(line.Line - previous);
        writer.Write7BitEncodedInt64(line.RecordVersion);
        if (line.RecordId is { } id)
        {
            writer.Write(id.ToByteArray(bigEndian: true));
        }

        foreach (var text in TextsOf(line).OfType<string>())
        {
            writer.Write7BitEncodedInt(texts[text]);
        }
    }

    private static LedgerLine ReadLine(BinaryReader reader, long previous, string[] texts)
    {
        var head = reader.ReadByte();
        string? Text(byte flag) => (head & flag) == 0 ? null : texts[reader.Read7BitEncodedInt()];
        // An object initialiser runs from top to bottom, which is the order the parts were written in.
        return new LedgerLine
        {
            Outcome = (LineOutcome)(head & OutcomeBits),
            Line = previous + reader.Read7BitEncodedInt64(),
            RecordVersion = reader.Read7BitEncodedInt64(),
            RecordId = (head & HasId) == 0 ? null : new Guid(reader.ReadBytes(16), bigEndian: true),
            Code = Text(HasCode),
            Detail = Text(HasDetail),
            Field = Text(HasField),
        };
    }
}
