namespace Crm.Cli.Connection;

/// <summary>
/// The part of TOML that settings need: tables, and keys with a string, number or boolean. Editing keeps every other
/// line as the user wrote it.
/// </summary>
internal sealed class TomlFile
{
    private readonly string _path;
    private readonly List<string> _lines;

    private TomlFile(string path, List<string> lines)
    {
        _path = path;
        _lines = lines;
    }

    /// <summary>Reads the file; one that is not there is an empty one.</summary>
    public static TomlFile Read(string path)
    {
        var file = new TomlFile(path, File.Exists(path) ? [.. File.ReadAllLines(path)] : []);
        for (var number = 0; number < file._lines.Count; number++)
        {
            if (TomlLine.Parse(file._lines[number]) is null)
            {
                throw Failure.Usage(
                    $"{path}, line {number + 1} cannot be read: {file._lines[number].Trim()}",
                    "write tables as [profiles.name] and values as key = \"value\""
                );
            }
        }

        return file;
    }

    /// <summary>The keys of one table; the lines before the first header are the table named "".</summary>
    public string? Get(string table, string key) =>
        Entries().LastOrDefault(entry => entry.Table == table && entry.Line.Key == key).Line?.Value;

    public IReadOnlyList<string> Tables() =>
        [
            .. _lines
                .Select(TomlLine.Parse)
                .Where(line => line!.Table is not null)
                .Select(line => line!.Table!)
                .Distinct(),
        ];

    public void Set(string table, string key, string value)
    {
        var text = $"{TomlLine.Quoted(key)} = {TomlLine.Quoted(value, always: true)}";
        if (
            Entries().LastOrDefault(entry => entry.Table == table && entry.Line.Key == key) is
            { Line: not null } present
        )
        {
            _lines[present.Index] = text;
        }
        else if (Entries().LastOrDefault(entry => entry.Table == table) is { Line: not null } last)
        {
            _lines.Insert(last.Index + 1, text);
        }
        else if (_lines.FindIndex(line => TomlLine.Parse(line)!.Table == table) is var header and >= 0)
        {
            _lines.Insert(header + 1, text);
        }
        else if (table.Length == 0)
        {
            _lines.InsertRange(0, _lines is [not "", ..] ? [text, ""] : [text]);
        }
        else
        {
            _lines.AddRange(_lines.Count == 0 ? [] : [""]);
            _lines.AddRange([$"[{TomlLine.HeaderOf(table)}]", text]);
        }
    }

    /// <summary>Removes a table with its keys; says whether it was there.</summary>
    public bool RemoveTable(string table)
    {
        var header = _lines.FindIndex(line => TomlLine.Parse(line)!.Table == table);
        if (header < 0)
        {
            return false;
        }

        var next = _lines.FindIndex(header + 1, line => TomlLine.Parse(line)!.Table is not null);
        _lines.RemoveRange(header, (next < 0 ? _lines.Count : next) - header);
        return true;
    }

    /// <summary>Writes a new file and moves it into place, so that a crash leaves the old or the new one, never half.</summary>
    public void Save(bool ownerOnly = false)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        var draft = $"{_path}.{Environment.ProcessId}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (ownerOnly && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(draft, options))
        {
            _lines.ForEach(writer.WriteLine);
        }

        File.Move(draft, _path, overwrite: true);
    }

    private IEnumerable<(string Table, TomlLine Line, int Index)> Entries()
    {
        var table = "";
        for (var index = 0; index < _lines.Count; index++)
        {
            var line = TomlLine.Parse(_lines[index])!;
            table = line.Table ?? table;
            if (line.Key is not null)
            {
                yield return (table, line, index);
            }
        }
    }
}
