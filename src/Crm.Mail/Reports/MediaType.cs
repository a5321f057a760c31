namespace Crm.Mail.Reports;

/// <summary>A Content-Type with its parameters; plain text where there is none that can be read (RFC 2045, 5.2).</summary>
internal sealed record MediaType(string Name, IReadOnlyDictionary<string, string> Parameters)
{
    private const int MostParameters = 20;

    public bool IsMultipart => Name.StartsWith("multipart/", StringComparison.Ordinal);

    /// <summary>A whole mail inside another.</summary>
    public bool IsMail => Name is "message/rfc822" or "message/global";

    /// <summary>The headers of a mail without its body.</summary>
    public bool IsHeaders => Name is "text/rfc822-headers" or "message/rfc822-headers" or "message/global-headers";

    public string? this[string parameter] => Parameters.GetValueOrDefault(parameter);

    public static MediaType Read(string? header)
    {
        var rest = (header ?? "").AsSpan();
        var name = Take(ref rest).Trim().ToString().ToLowerInvariant();
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (!rest.IsEmpty && parameters.Count < MostParameters)
        {
            var parameter = Take(ref rest);
            if (parameter.IndexOf('=') is > 0 and var equals)
            {
                parameters.TryAdd(parameter[..equals].Trim().ToString(), Unquoted(parameter[(equals + 1)..].Trim()));
            }
        }

        return new MediaType(name.Contains('/', StringComparison.Ordinal) ? name : "text/plain", parameters);
    }

    // Up to the next semicolon outside of quotes.
    private static ReadOnlySpan<char> Take(ref ReadOnlySpan<char> rest)
    {
        var isQuoted = false;
        for (var at = 0; at < rest.Length; at++)
        {
            switch (rest[at])
            {
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case '\\' when isQuoted:
                    at++;
                    break;
                case ';' when !isQuoted:
                    var taken = rest[..at];
                    rest = rest[(at + 1)..];
                    return taken;
            }
        }

        var last = rest;
        rest = [];
        return last;
    }

    private static string Unquoted(ReadOnlySpan<char> value) =>
        value is ['"', .. var inner, '"']
            ? inner
                .ToString()
                .Replace("\\\"", "\"", StringComparison.Ordinal)
                .Replace("\\\\", "\\", StringComparison.Ordinal)
            : value.ToString();
}
