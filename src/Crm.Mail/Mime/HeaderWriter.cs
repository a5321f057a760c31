using System.Buffers;
using System.Text;

namespace Crm.Mail.Mime;

/// <summary>Writes headers: folded before 78 columns, text beyond ASCII as encoded words (RFC 5322, RFC 2047).</summary>
internal ref struct HeaderWriter(IBufferWriter<byte> output)
{
    private const int PreferredLine = 78;
    private const int LongestLine = 998;
    private const int LongestEncodedWord = 75;
    private const int LongestEncodedLine = 76;

    // A quoted name is not folded, so it must be short.
    private const int LongestQuotedName = 60;

    private int _column;

    /// <summary>A header of free text, such as a subject.</summary>
    public void Text(string name, string value)
    {
        HeaderText.Check(name, value);
        Name(name);
        if (HeaderText.IsPlain(value, PreferredLine))
        {
            Folded(value);
        }
        else
        {
            EncodedWords(value);
        }

        EndOfLine();
    }

    /// <summary>A header whose words mean something to programs, and so stay as they are.</summary>
    public void Structured(string name, string value)
    {
        HeaderText.Check(name, value);
        if (!Ascii.IsValid(value))
        {
            throw new MailRefusedException(name, "holds more than ASCII");
        }

        Name(name);
        Folded(value, name);
        EndOfLine();
    }

    /// <summary>A header with one address.</summary>
    public void Address(string name, Mailbox mailbox)
    {
        var address = MailAddress.Parse(mailbox.Address, $"{name} address");
        Name(name);
        if (string.IsNullOrEmpty(mailbox.Name))
        {
            Raw(address.ToString());
        }
        else
        {
            HeaderText.Check($"{name} name", mailbox.Name);
            Phrase(mailbox.Name);
            Spaced($"<{address}>");
        }

        EndOfLine();
    }

    private void Phrase(string name)
    {
        if (!HeaderText.IsPlain(name, PreferredLine))
        {
            EncodedWords(name);
        }
        else if (HeaderText.IsAtoms(name))
        {
            Folded(name);
        }
        else if (name.Length <= LongestQuotedName)
        {
            var quoted = name.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal);
            Raw($"\"{quoted}\"");
        }
        else
        {
            EncodedWords(name);
        }
    }

    private void Name(string name)
    {
        _column = 0;
        Raw(name);
        Raw(": ");
    }

    // Folds in front of spaces only, since unfolding gives the spaces back and nothing else.
    private void Folded(ReadOnlySpan<char> text, string? field = null)
    {
        while (!text.IsEmpty)
        {
            var spaces = text.IndexOfAnyExcept(' ') is >= 0 and var start ? start : text.Length;
            var length = text[spaces..].IndexOf(' ') is >= 0 and var end ? spaces + end : text.Length;
            if (spaces > 0 && _column + length > PreferredLine)
            {
                NewLine();
            }

            if (_column + length > LongestLine)
            {
                throw new MailRefusedException(field ?? "Header", "holds a word that is too long for a line");
            }

            Raw(text[..length]);
            text = text[length..];
        }
    }

    // One that cannot be split.
    private void Spaced(string text)
    {
        if (_column + 1 + Encoding.UTF8.GetByteCount(text) > PreferredLine)
        {
            NewLine();
        }

        Raw(" ");
        Raw(text);
    }

    private void EncodedWords(ReadOnlySpan<char> text)
    {
        var quoted = EncodedWord.PrefersQuoted(text);
        var room = LongestEncodedLine - _column;
        while (!text.IsEmpty)
        {
            var length = EncodedWord.LengthThatFits(text, quoted, Math.Min(room, LongestEncodedWord));
            if (length > 0)
            {
                _column += EncodedWord.Write(text[..length], quoted, output);
                text = text[length..];
            }

            if (!text.IsEmpty)
            {
                NewLine();
                Raw(" ");
                room = LongestEncodedWord;
            }
        }
    }

    private void Raw(ReadOnlySpan<char> text) => _column += (int)Encoding.UTF8.GetBytes(text, output);

    private void NewLine()
    {
        output.Write("\r\n"u8);
        _column = 0;
    }

    private void EndOfLine() => NewLine();
}
