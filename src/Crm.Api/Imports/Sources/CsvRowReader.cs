namespace Crm.Api.Imports.Sources;

/// <summary>
/// Cuts a text into rows and cells. It can stop at any character and go on when there is more text, holds no more of the file than
/// the cell it is in, and finds its way to the next row after whatever is wrong with one.
/// </summary>
internal sealed class CsvRowReader(FileText text, char delimiter, char quote)
{
    private readonly List<string> _cells = [];
    private Place _place = Place.RowStart;
    private int _at;
    private int _cellStart;
    private long _quoteLine;
    private long _lastReturn = -1;
    private long _rowLength;
    private string? _kept;
    private bool _isQuoted;
    private bool _hasDoubled;

    private enum Place
    {
        RowStart,
        CellStart,
        Plain,
        Quoted,
        QuoteSeen,
        AfterQuote,
        Misplaced,
    }

    /// <summary>The names to blame; empty until the header has been read.</summary>
    public IReadOnlyList<string> Columns { get; set; } = [];

    /// <summary>The line the row just read begins at.</summary>
    public long Line { get; private set; }

    /// <summary>How many lines have been read.</summary>
    public long LinesRead { get; private set; }

    public RowFault? Fault { get; private set; }

    /// <summary>The cells of the row just read.</summary>
    public IReadOnlyList<string> Cells => _cells;

    /// <summary>Reads a row; blank lines are no rows.</summary>
    /// <returns>False at the end.</returns>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        BeginRow();
        while (!Advance())
        {
            DropTooLarge();
            var dropped = _cellStart;
            if (!await text.FillAsync(dropped, cancellationToken))
            {
                return EndFile();
            }

            _at -= dropped;
            _cellStart = 0;
        }

        return true;
    }

    /// <returns>True when the row is complete, false when there is no more text at hand.</returns>
    private bool Advance()
    {
        var window = text.Window;
        while (_at < window.Length)
        {
            switch (_place)
            {
                case Place.RowStart:
                    StartRow(window[_at]);
                    break;
                case Place.CellStart:
                    StartCell(window[_at]);
                    break;
                case Place.Plain:
                    if (!MoveTo(window, window[_at..].IndexOfAny(delimiter, '\r', '\n')))
                    {
                        return false;
                    }

                    EndCell(Text(window[_cellStart.._at]));
                    if (EndsRow(window[_at]))
                    {
                        return true;
                    }

                    break;
                case Place.Quoted:
                    if (!MoveTo(window, window[_at..].IndexOfAny(quote, '\r', '\n')))
                    {
                        return false;
                    }

                    StepInQuotes(window[_at]);
                    break;
                case Place.QuoteSeen:
                    StepAfterQuote(window);
                    break;
                case Place.AfterQuote or Place.Misplaced:
                    if (window[_at] == delimiter || window[_at] is '\r' or '\n')
                    {
                        EndCell(_kept!);
                        if (EndsRow(window[_at]))
                        {
                            return true;
                        }
                    }
                    else
                    {
                        StepBehindQuoted(window[_at]);
                    }

                    break;
            }
        }

        return false;
    }

    private void StartRow(char character)
    {
        if (character == '\n' && IsSecondOfPair())
        {
            _at++;
            _cellStart = _at;
            return;
        }

        Line = LinesRead + 1;
        _place = Place.CellStart;
    }

    private void StartCell(char character)
    {
        _kept = null;
        _hasDoubled = false;
        _isQuoted = character == quote;
        _place = _isQuoted ? Place.Quoted : Place.Plain;
        _quoteLine = LinesRead + 1;
        if (_isQuoted)
        {
            _at++;
            _cellStart = _at;
        }
    }

    private void StepInQuotes(char character)
    {
        if (character == quote)
        {
            _place = Place.QuoteSeen;
        }
        else
        {
            CountLine(character);
        }

        _at++;
    }

    private void StepAfterQuote(ReadOnlySpan<char> window)
    {
        if (window[_at] == quote)
        {
            _hasDoubled = true;
            _place = Place.Quoted;
            _at++;
            return;
        }

        CloseQuote(window);
        _place = Place.AfterQuote;
    }

    /// <summary>Blanks behind the closing quote do no harm; anything else means that a quote within the cell was not doubled.</summary>
    private void StepBehindQuoted(char character)
    {
        if (_place == Place.AfterQuote && character is not (' ' or '\t'))
        {
            _place = Place.Misplaced;
            Fault ??= new RowFault(
                "quote-misplaced",
                Column,
                $"The cell that begins in line {_quoteLine} goes on after its closing quote; a quote within a cell is written twice."
            );
        }

        _at++;
        _cellStart = _at;
    }

    private void CloseQuote(ReadOnlySpan<char> window)
    {
        _kept ??= Text(window[_cellStart..(_at - 1)]);
        _kept = _hasDoubled ? _kept.Replace($"{quote}{quote}", quote.ToString(), StringComparison.Ordinal) : _kept;
        _cellStart = _at;
    }

    private bool MoveTo(ReadOnlySpan<char> window, int distance)
    {
        _at = distance < 0 ? window.Length : _at + distance;
        return distance >= 0;
    }

    private void EndCell(string cell)
    {
        NoteUndecodable();
        _rowLength += cell.Length;
        if (_rowLength > SourceLimits.RowLength || _cells.Count == SourceLimits.Cells)
        {
            Fault ??= SourceLimits.RowTooLarge();
            return;
        }

        _cells.Add(cell);
    }

    /// <summary>Steps over what ended the cell.</summary>
    /// <returns>True when it ended a row as well.</returns>
    private bool EndsRow(char end)
    {
        _kept = null;
        if (end == delimiter)
        {
            _at++;
            _cellStart = _at;
            _place = Place.CellStart;
            return false;
        }

        CountLine(end);
        _at++;
        _cellStart = _at;
        _place = Place.RowStart;
        if (!IsBlank)
        {
            return true;
        }

        BeginRow();
        return false;
    }

    private bool EndFile()
    {
        switch (_place)
        {
            case Place.RowStart:
                return false;
            case Place.Quoted:
                Fault ??= new RowFault(
                    "quote-unclosed",
                    Column,
                    $"The quote that opens in line {_quoteLine} is never closed."
                );
                EndCell(_kept ?? Text(text.Window[_cellStart.._at]));
                break;
            case Place.QuoteSeen:
                CloseQuote(text.Window);
                EndCell(_kept!);
                break;
            case Place.CellStart:
                EndCell("");
                break;
            case Place.Plain:
                EndCell(_kept ?? Text(text.Window[_cellStart.._at]));
                break;
            case Place.AfterQuote or Place.Misplaced:
                EndCell(_kept!);
                break;
        }

        LinesRead++;
        _cellStart = _at;
        _place = Place.RowStart;
        return !IsBlank;
    }

    private string Text(ReadOnlySpan<char> cell)
    {
        if (_kept is not null)
        {
            return _kept;
        }

        if (cell.Length <= SourceLimits.CellLength)
        {
            return cell.ToString();
        }

        Fault ??= SourceLimits.CellTooLarge(Column, _quoteLine);
        return SourceLimits.Kept(cell);
    }

    /// <summary>Lets go of a cell that is too large already, though its end is not in sight.</summary>
    private void DropTooLarge()
    {
        if (_at - _cellStart <= SourceLimits.CellLength)
        {
            return;
        }

        _kept = Text(text.Window[_cellStart.._at]);
        NoteUndecodable();
        _cellStart = _at;
    }

    private void NoteUndecodable()
    {
        var found = text.UndecodableBefore(_at, Column);
        Fault ??= found;
    }

    private void BeginRow()
    {
        _cells.Clear();
        _rowLength = 0;
        Fault = null;
    }

    private void CountLine(char end)
    {
        if (end == '\n' && IsSecondOfPair())
        {
            return;
        }

        LinesRead++;
        _lastReturn = end == '\r' ? text.Origin + _at : _lastReturn;
    }

    private bool IsSecondOfPair() => _lastReturn >= 0 && _lastReturn == text.Origin + _at - 1;

    private bool IsBlank => _cells.Count == 1 && !_isQuoted && Fault is null && string.IsNullOrWhiteSpace(_cells[0]);

    private string? Column => _cells.Count < Columns.Count ? Columns[_cells.Count] : null;
}
