using System.Buffers;

namespace Crm.Api.Http.Lists;

/// <summary>Writes cells and records as RFC 4180 says. Formulas are for whoever knows the cells to guard.</summary>
internal sealed class CsvText(TextWriter writer, char delimiter = ',', char quote = '"')
{
    private readonly SearchValues<char> _special = SearchValues.Create([delimiter, quote, '\r', '\n']);
    private readonly string _quote = quote.ToString();
    private int _cells;
    private bool _isBlank = true;

    public void Cell(string? text)
    {
        if (_cells++ > 0)
        {
            writer.Write(delimiter);
        }

        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        _isBlank = false;
        if (!NeedsQuotes(text))
        {
            writer.Write(text);
            return;
        }

        writer.Write(quote);
        writer.Write(text.Contains(quote) ? text.Replace(_quote, _quote + _quote, StringComparison.Ordinal) : text);
        writer.Write(quote);
    }

    public void EndRecord()
    {
        if (_cells == 1 && _isBlank)
        {
            // A line without anything would be no record at all.
            writer.Write(_quote + _quote);
        }

        writer.Write("\r\n");
        _cells = 0;
        _isBlank = true;
    }

    /// <summary>Also for what some readers would trim, or take for a mark of their own.</summary>
    private bool NeedsQuotes(string text) =>
        text[0] is '\'' or '#'
        || char.IsWhiteSpace(text[0])
        || char.IsWhiteSpace(text[^1])
        || text.AsSpan().ContainsAny(_special);
}
