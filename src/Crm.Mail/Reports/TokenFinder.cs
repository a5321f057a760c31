using System.Text;

namespace Crm.Mail.Reports;

/// <summary>Collects what may be tokens of ours from all the places in which they come back.</summary>
internal sealed class TokenFinder(ReportReaderOptions options)
{
    private const int LongestToken = 200;
    private const int MostTokens = 20;
    private const int LongestSearchedText = 64 * 1024;

    private static readonly string[] RecipientHeaders =
    [
        "Delivered-To",
        "X-Original-To",
        "Envelope-To",
        "X-Envelope-To",
        "To",
        "Cc",
    ];

    private readonly List<FoundToken> _found = [];

    public IReadOnlyList<FoundToken> Found => [.. _found.OrderBy(token => token.Place)];

    /// <summary>The Message-ID of our mail, once it was met.</summary>
    public string? OriginalMessageId { get; private set; }

    /// <summary>Looks at the addresses that a mail went to.</summary>
    public void LookAtRecipients(HeaderFields headers, string? envelopeRecipient)
    {
        LookAtAddresses(envelopeRecipient ?? "");
        foreach (var value in RecipientHeaders.SelectMany(headers.All))
        {
            LookAtAddresses(value);
        }
    }

    /// <summary>Looks at the headers of a mail of ours.</summary>
    public void LookAtReturned(HeaderFields headers)
    {
        Add(headers[options.TokenHeader], TokenPlace.ReturnedHeader);
        LookAtMessageId(headers.Ids("Message-ID").FirstOrDefault());
    }

    /// <summary>Looks at what a mail says it answers, the nearest first.</summary>
    public void LookAtReferences(HeaderFields headers)
    {
        foreach (var id in headers.Ids("In-Reply-To").Concat(headers.Ids("References").Reverse()).Take(MostTokens))
        {
            LookAtMessageId(id);
        }
    }

    /// <summary>Looks for our header in a text that quotes a mail of ours.</summary>
    public void LookAtText(ReadOnlySpan<byte> text)
    {
        text = text[..Math.Min(text.Length, LongestSearchedText)];
        var header = Encoding.ASCII.GetBytes($"{options.TokenHeader}:");
        while (text.IndexOf(header) is >= 0 and var at && _found.Count < MostTokens)
        {
            text = text[(at + header.Length)..].TrimStart(" \t"u8);
            var end = text.IndexOfAny(" \t\r\n"u8) is >= 0 and var space ? space : text.Length;
            Add(Encoding.UTF8.GetString(text[..Math.Min(end, LongestToken + 1)]), TokenPlace.QuotedText);
        }
    }

    private void LookAtAddresses(string value)
    {
        foreach (var word in value.Split([' ', '\t', ',', ';', '<', '>'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (
                word.LastIndexOf('@') is > 0 and var at
                && word.IndexOf('+', 0, at) is > 0 and var plus
                && options.Mailboxes.Contains(word[..plus], StringComparer.OrdinalIgnoreCase)
            )
            {
                Add(word[(plus + 1)..at], TokenPlace.Recipient, word[..plus]);
            }
        }
    }

    private void LookAtMessageId(string? id)
    {
        if (id?.Length <= 2 * LongestToken && id.IndexOf('@', StringComparison.Ordinal) is > 0 and var at)
        {
            OriginalMessageId ??= id;
            Add(id[..at], TokenPlace.MessageId);
        }
    }

    private void Add(string? token, TokenPlace place, string? mailbox = null)
    {
        token = token?.Trim();
        if (
            token is { Length: > 0 and <= LongestToken }
            && _found.Count < MostTokens
            && !_found.Exists(found => found.Text == token)
        )
        {
            _found.Add(new FoundToken(token, place, mailbox));
        }
    }
}
