using System.Text;

namespace Crm.Mail.Reports;

/// <summary>A mail or a part of one, with its parts. Takes anything; nesting and number of parts are bounded (RFC 2046).</summary>
internal sealed class MailEntity
{
    private const int DeepestNesting = 10;
    private const int MostParts = 200;
    private const int LongestBoundary = 200;

    private MailEntity(HeaderFields headers, ReadOnlyMemory<byte> body)
    {
        Headers = headers;
        Body = body;
        Type = MediaType.Read(headers["Content-Type"]);
    }

    public HeaderFields Headers { get; }

    public MediaType Type { get; }

    /// <summary>As it travelled.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    public IReadOnlyList<MailEntity> Parts { get; private set; } = [];

    /// <summary>As it was before it travelled.</summary>
    public ReadOnlyMemory<byte> Content => Transfer.Decode(Body, Headers.Word("Content-Transfer-Encoding"));

    public static MailEntity Read(ReadOnlyMemory<byte> mail)
    {
        var left = MostParts;
        return Read(mail, DeepestNesting, ref left);
    }

    /// <summary>Itself and all parts that are not inside a mail inside it.</summary>
    public IEnumerable<MailEntity> All() => Parts.SelectMany(part => part.All()).Prepend(this);

    /// <summary>Its content as text.</summary>
    public string Text() => Transfer.Text(Content.Span, Type["charset"]);

    private static MailEntity Read(ReadOnlyMemory<byte> mail, int depth, ref int left)
    {
        left--;
        var (headers, bodyAt) = HeaderFields.Read(mail.Span);
        var entity = new MailEntity(headers, mail[bodyAt..]);
        if (
            entity.Type.IsMultipart
            && depth > 0
            && entity.Type["boundary"] is { Length: > 0 and <= LongestBoundary } boundary
        )
        {
            var parts = new List<MailEntity>();
            foreach (var part in Split(entity.Body, Encoding.UTF8.GetBytes($"--{boundary}"), left))
            {
                if (left <= 0)
                {
                    break;
                }

                parts.Add(Read(part, depth - 1, ref left));
            }

            entity.Parts = parts;
        }

        return entity;
    }

    private static List<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> body, byte[] delimiter, int most)
    {
        var parts = new List<ReadOnlyMemory<byte>>();
        var partAt = -1;
        var at = 0;
        while (parts.Count < most && body.Span[at..].IndexOf(delimiter) is >= 0 and var found)
        {
            var start = at + found;
            at = start + delimiter.Length;
            if (start > 0 && body.Span[start - 1] != (byte)'\n')
            {
                continue;
            }

            var line = body.Span[at..];
            var lineLength = line.IndexOf((byte)'\n') is >= 0 and var end ? end + 1 : line.Length;
            var isLast = line.StartsWith("--"u8);
            if (!isLast && !line[..lineLength].Trim(" \t\r\n"u8).IsEmpty)
            {
                continue;
            }

            if (partAt >= 0)
            {
                parts.Add(body[partAt..Math.Max(partAt, start)]);
            }

            partAt = isLast ? -1 : at + lineLength;
            if (isLast)
            {
                break;
            }
        }

        // One that breaks off has no last delimiter.
        if (partAt >= 0 && partAt <= body.Length && parts.Count < most)
        {
            parts.Add(body[partAt..]);
        }

        return parts;
    }
}
