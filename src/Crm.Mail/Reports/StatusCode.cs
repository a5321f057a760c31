using System.Globalization;

namespace Crm.Mail.Reports;

/// <summary>An enhanced status code such as 5.1.1 (RFC 3463).</summary>
internal readonly record struct StatusCode(int Class, int Subject, int Detail)
{
    /// <summary>Reads one at the start of a text.</summary>
    public static StatusCode? Find(string? text)
    {
        var word = (text ?? "").AsSpan().Trim();
        word = word.IndexOfAnyExceptInRange('.', '9') is >= 0 and var end ? word[..end] : word;
        Span<Range> parts = stackalloc Range[4];
        return
            word.Split(parts, '.') == 3
            && Number(word[parts[0]]) is (2 or 4 or 5) and var @class
            && Number(word[parts[1]]) is >= 0 and var subject
            && Number(word[parts[2]]) is >= 0 and var detail
            ? new StatusCode(@class, subject, detail)
            : null;
    }

    /// <summary>Reads one from an SMTP reply, "550 5.1.1 no such user"; of one without, only its class is known.</summary>
    public static StatusCode? FindInReply(string? reply)
    {
        var text = (reply ?? "").Trim();
        var code = text.Length < 3 ? 0 : Number(text.AsSpan(0, 3));
        return code is >= 400 and < 600
            ? Find(text[3..].TrimStart(' ', '-', '#')) ?? new StatusCode(code / 100, 0, 0)
            : Find(text);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Class}.{Subject}.{Detail}");

    private static int Number(ReadOnlySpan<char> digits) =>
        digits.Length is > 0 and <= 3
        && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : -1;
}
