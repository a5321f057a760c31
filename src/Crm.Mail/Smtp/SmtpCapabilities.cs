namespace Crm.Mail.Smtp;

/// <summary>What a server says it can do, in its answer to EHLO.</summary>
public sealed record SmtpCapabilities
{
    public bool StartTls { get; private init; }

    public bool Pipelining { get; private init; }

    public bool EightBitMime { get; private init; }

    public bool Utf8 { get; private init; }

    /// <summary>The largest mail it takes, in octets: null when it does not say, or sets no limit.</summary>
    public long? LargestMail { get; private init; }

    /// <summary>Whether it wants to be told the size of a mail beforehand.</summary>
    public bool Size { get; private init; }

    public bool AuthPlain { get; private init; }

    public bool AuthLogin { get; private init; }

    internal static SmtpCapabilities Read(string answer)
    {
        var capabilities = new SmtpCapabilities();
        foreach (var line in answer.Split('\n').Skip(1))
        {
            // Some old servers write AUTH=LOGIN.
            var words = line.ToUpperInvariant().Replace('=', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries);
            capabilities = words switch
            {
                ["STARTTLS", ..] => capabilities with { StartTls = true },
                ["PIPELINING", ..] => capabilities with { Pipelining = true },
                ["8BITMIME", ..] => capabilities with { EightBitMime = true },
                ["SMTPUTF8", ..] => capabilities with { Utf8 = true },
                ["SIZE", .. var size] => capabilities with { Size = true, LargestMail = ReadSize(size) },
                ["AUTH", .. var ways] => capabilities with
                {
                    AuthPlain = capabilities.AuthPlain || ways.Contains("PLAIN"),
                    AuthLogin = capabilities.AuthLogin || ways.Contains("LOGIN"),
                },
                _ => capabilities,
            };
        }

        return capabilities;
    }

    private static long? ReadSize(string[] words) =>
        words is [var word, ..] && long.TryParse(word, out var size) && size > 0 ? size : null;
}
