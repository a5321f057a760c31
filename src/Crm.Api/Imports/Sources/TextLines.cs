namespace Crm.Api.Imports.Sources;

/// <summary>Cuts a text into lines; blank ones are passed over.</summary>
internal sealed class TextLines(FileText text)
{
    private int _at;

    /// <summary>How many lines have been read; the number of the line last answered.</summary>
    public long Read { get; private set; }

    /// <summary>The next line, or null at the end.</summary>
    public async ValueTask<TextLine?> NextAsync(CancellationToken cancellationToken)
    {
        var isTooLarge = false;
        var scanned = _at;
        while (true)
        {
            var found = text.Window[scanned..].IndexOfAny('\r', '\n');
            // What ends the window may be the first half of a line end.
            if (found >= 0 && (text.Window[scanned + found] == '\n' || scanned + found + 1 < text.Length))
            {
                if (Cut(scanned + found, isTooLarge) is { } line)
                {
                    return line;
                }

                (scanned, isTooLarge) = (_at, false);
                continue;
            }

            isTooLarge |= text.Length - _at > SourceLimits.RowLength;
            var from = isTooLarge ? Math.Max(_at, text.Length - 1) : _at;
            scanned = found >= 0 ? scanned + found : text.Length;
            if (!await text.FillAsync(from, cancellationToken))
            {
                return _at < text.Length ? Cut(text.Length, isTooLarge) : null;
            }

            (_at, scanned) = (0, Math.Max(0, scanned - from));
        }
    }

    private TextLine? Cut(int end, bool isTooLarge)
    {
        var line = text.Window[_at..Math.Min(end, text.Length)];
        var fault = text.UndecodableBefore(end, null);
        Read++;
        var isPair = end + 1 < text.Length && text.Window[end] == '\r' && text.Window[end + 1] == '\n';
        _at = Math.Min(end + (isPair ? 2 : 1), text.Length);
        if (isTooLarge || line.Length > SourceLimits.RowLength)
        {
            return new TextLine("", SourceLimits.RowTooLarge());
        }

        return line.IsWhiteSpace() && fault is null ? null : new TextLine(line.ToString(), fault);
    }
}

/// <summary>A line, or why it cannot be read.</summary>
internal sealed record TextLine(string Text, RowFault? Fault);
