using System.Text;

namespace Crm.Cli.Imports;

/// <summary>Reads the first record of a CSV.</summary>
internal static class CsvHeader
{
    public static IReadOnlyList<string> Read(TextReader reader, char delimiter)
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
            else if (!isQuoted && character == delimiter)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else if (!isQuoted && character is '\n' or '\r')
            {
                break;
            }
            else
            {
                cell.Append(character);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
