using System.Text;

namespace Crm.Mail.Reports;

/// <summary>A block of headers, unfolded, as it came. Takes anything, and reads what looks like headers.</summary>
internal sealed class HeaderFields
{
    private const int MostFields = 1000;
    private const int LongestName = 100;
    private const int LongestValue = 64 * 1024;

    private readonly List<(string Name, string Value)> _fields = [];

    public int Count => _fields.Count;

    /// <summary>Reads to the empty line that ends the block.</summary>
    /// <returns>The headers, and where the body begins.</returns>
    public static (HeaderFields Fields, int BodyAt) Read(ReadOnlySpan<byte> text)
    {
        var fields = new HeaderFields();
        var value = new StringBuilder();
        string? name = null;
        var at = 0;
        while (at < text.Length && fields._fields.Count < MostFields)
        {
            var length = text[at..].IndexOf((byte)'\n') is >= 0 and var end ? end + 1 : text.Length - at;
            var line = text.Slice(at, length).TrimEnd("\r\n"u8);
            if (line.IsEmpty)
            {
                at += length;
                break;
            }

            if (line[0] is (byte)' ' or (byte)'\t')
            {
                Append(value.Append(' '), line);
            }
            else if (line.IndexOf((byte)':') is > 0 and <= LongestName and var colon)
            {
                fields.Add(name, value);
                name = Encoding.UTF8.GetString(line[..colon]).Trim();
                Append(value, line[(colon + 1)..]);
            }
            else if (at > 0 || !line.StartsWith("From "u8))
            {
                // No header: what was to be one has no end, or there was none. A mailbox file begins a mail with "From ".
                break;
            }

            at += length;
        }

        fields.Add(name, value);
        return (fields, at);
    }

    /// <summary>The first header of that name.</summary>
    public string? this[string name] => All(name).FirstOrDefault();

    public IEnumerable<string> All(string name) =>
        _fields
            .Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(field => field.Value);

    /// <summary>The first word of a header, without a comment behind it and in lower case.</summary>
    public string? Word(string name) =>
        this[name]?.Split([' ', '\t', ';', '('], 2)[0].ToLowerInvariant() is { Length: > 0 } word ? word : null;

    /// <summary>What stands in angle brackets in the headers of that name.</summary>
    public IEnumerable<string> Ids(string name) =>
        All(name).SelectMany(value => value.Split(['<', '>', ' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries));

    private static void Append(StringBuilder value, ReadOnlySpan<byte> line)
    {
        if (value.Length < LongestValue)
        {
            value.Append(Encoding.UTF8.GetString(line[..Math.Min(line.Length, LongestValue)].Trim(" \t"u8)));
        }
    }

    private void Add(string? name, StringBuilder value)
    {
        if (name is not null)
        {
            _fields.Add((name, value.ToString()));
        }

        value.Clear();
    }
}
