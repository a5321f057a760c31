using System.Globalization;

namespace Crm.Api.Imports.Sources;

/// <summary>Checks a file's end marks against the rows before them. Files that were put together have several.</summary>
/// <param name="isPromised">True when the file says at its beginning that it has one.</param>
internal sealed class EndMarks(bool isPromised)
{
    private long _rows;
    private bool _hasMark;

    public void CountRow() => _rows++;

    /// <summary>A mark that counts other rows than there were means that some are missing.</summary>
    public void Check(string? counted, long line)
    {
        if (!long.TryParse(counted, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) || rows != _rows)
        {
            throw new ImportUnreadable(
                "file-truncated",
                $"The end mark in line {line} counts {counted} rows; {_rows} are there. If rows were left out on purpose, take out the "
                    + "mark, too."
            );
        }

        _rows = 0;
        _hasMark = true;
    }

    public void CheckWhole()
    {
        if (_hasMark && _rows > 0)
        {
            throw new ImportUnreadable("file-truncated", $"{_rows} rows follow the last end mark, and no other one.");
        }

        if (isPromised && !_hasMark)
        {
            throw new ImportUnreadable(
                "file-truncated",
                $"The file has a column for an end mark and no end mark; it was cut off after {_rows} rows."
            );
        }
    }
}
