using System.Text;

namespace Crm.Cli.Imports;

/// <summary>Reads the records of a CSV one after the other, as far as they are wanted.</summary>
internal static class CsvRecords
{
    public static IEnumerable<IReadOnlyList<string>> Read(TextReader reader, char delimiter)
    {
        List<string> cells = [];
        var cell = new StringBuilder();
        var isQuoted = false;
        for (int next; (next = reader.Read()) >= 0; )
        {
            var character = (char)next;
            if (character == '"' && isQuoted && reader.Peek() == '"')
            {
                cell.Append((char)reader.Read());
            }
            else if (character == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && (character == delimiter || character is '\n' or '\r'))
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (character != delimiter)
                {
                    if (character == '\r' && reader.Peek() == '\n')
                    {
                        _ = reader.Read();
                    }

                    yield return cells;
                    cells = [];
                }
            }
            else
            {
                cell.Append(character);
            }
        }

        if (cells.Count > 0 || cell.Length > 0)
        {
            cells.Add(cell.ToString());
            yield return cells;
        }
    }
}
