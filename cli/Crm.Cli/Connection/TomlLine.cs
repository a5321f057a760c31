using System.Text;

namespace Crm.Cli.Connection;

/// <summary>One line of a settings file: a table header, a key with its value, or neither.</summary>
internal sealed record TomlLine(string? Table, string? Key, string? Value)
{
    /// <summary>The line, or nothing when it is not one we understand.</summary>
    public static TomlLine? Parse(string text)
    {
        var reader = new Reader(text);
        reader.SkipSpace();
        TomlLine? line;
        if (reader.IsAtEnd)
        {
            line = new TomlLine(null, null, null);
        }
        else if (reader.Take('['))
        {
            line = reader.Path() is { } table && reader.Take(']') ? new TomlLine(table, null, null) : null;
        }
        else
        {
            line =
                reader.Word() is { } key && reader.Take('=') && reader.Value() is { } value
                    ? new TomlLine(null, key, value)
                    : null;
        }

        reader.SkipSpace();
        return reader.IsAtEnd ? line : null;
    }

    /// <summary>The word as TOML writes it: bare when it may be, otherwise in quotes.</summary>
    public static string Quoted(string word, bool always = false)
    {
        if (!always && word.Length > 0 && word.All(IsBare))
        {
            return word;
        }

        var text = new StringBuilder("\"");
        foreach (var character in word)
        {
            _ = character switch
            {
                '"' or '\\' => text.Append('\\').Append(character),
                '\n' => text.Append("\\n"),
                '\t' => text.Append("\\t"),
                _ => text.Append(character),
            };
        }

        return text.Append('"').ToString();
    }

    /// <summary>A dotted header; only the part after the first dot is a name the user chose.</summary>
    public static string HeaderOf(string table) => string.Join('.', table.Split('.', 2).Select(part => Quoted(part)));

    private static bool IsBare(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '-';

    private sealed class Reader(string text)
    {
        private int _position;

        public bool IsAtEnd => _position >= text.Length || text[_position] == '#';

        public void SkipSpace()
        {
            while (_position < text.Length && text[_position] is ' ' or '\t')
            {
                _position++;
            }
        }

        public bool Take(char expected)
        {
            SkipSpace();
            if (_position >= text.Length || text[_position] != expected)
            {
                return false;
            }

            _position++;
            SkipSpace();
            return true;
        }

        public string? Path()
        {
            var path = Word();
            while (path is not null && Take('.'))
            {
                path = Word() is { } part ? $"{path}.{part}" : null;
            }

            return path;
        }

        public string? Word() => QuotedText() ?? Run(IsBare);

        public string? Value() => QuotedText() ?? Run(character => IsBare(character) || character is '.' or '+');

        private string? Run(Func<char, bool> belongs)
        {
            var start = _position;
            while (_position < text.Length && belongs(text[_position]))
            {
                _position++;
            }

            return _position > start ? text[start.._position] : null;
        }

        private string? QuotedText()
        {
            if (_position >= text.Length || text[_position] is not ('"' or '\''))
            {
                return null;
            }

            var quote = text[_position++];
            var value = new StringBuilder();
            for (; _position < text.Length; _position++)
            {
                if (text[_position] == quote)
                {
                    _position++;
                    return value.ToString();
                }

                if (quote == '"' && text[_position] == '\\' && ++_position < text.Length)
                {
                    var escaped = text[_position] switch
                    {
                        'n' => '\n',
                        't' => '\t',
                        '"' => '"',
                        '\\' => '\\',
                        _ => '\0',
                    };
                    if (escaped == '\0')
                    {
                        return null;
                    }

                    value.Append(escaped);
                }
                else
                {
                    value.Append(text[_position]);
                }
            }

            return null;
        }
    }
}
