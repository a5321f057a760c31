using System.Text;

namespace Crm.Api.Imports.Sources;

/// <summary>Which bytes are which letters: a byte order mark wins over what the import says, and utf-8 is meant where neither speaks.</summary>
internal sealed record FileEncoding(Encoding Encoding, int MarkLength, ImportFinding Finding)
{
    private static readonly (byte[] Mark, string Name)[] Marks =
    [
        ([0xef, 0xbb, 0xbf], "utf-8"),
        ([0xff, 0xfe, 0x00, 0x00], "utf-32"),
        ([0xff, 0xfe], "utf-16"),
        ([0xfe, 0xff], "utf-16BE"),
        ([0x84, 0x31, 0x95, 0x33], "gb18030"),
    ];

    /// <summary>How many bytes of the beginning are needed to see a mark.</summary>
    public const int HeadLength = 4;

    public static FileEncoding Of(ReadOnlySpan<byte> head, string? told)
    {
        foreach (var (mark, name) in Marks)
        {
            if (head.StartsWith(mark))
            {
                return new FileEncoding(Find(name)!, mark.Length, new ImportFinding(name, BecauseOfMark(name, told)));
            }
        }

        return told is null
            ? new FileEncoding(
                Encoding.UTF8,
                0,
                new ImportFinding("utf-8", "The import names no other, and the file has no byte order mark.")
            )
            : new FileEncoding(Find(told)!, 0, ImportFinding.Told(told));
    }

    /// <summary>The encoding of that name, or null when there is none.</summary>
    public static Encoding? Find(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string BecauseOfMark(string name, string? told) =>
        told is null || name.Equals(told, StringComparison.OrdinalIgnoreCase)
            ? "The file begins with its byte order mark."
            : $"The file begins with its byte order mark, which wins over the '{told}' of the import.";
}
