namespace Crm.Cli.Connection;

/// <summary>Reads an API key from a file or from stdin; it never travels in an argument, which others can see.</summary>
internal static class TokenText
{
    public static string Read(Shell shell, string file)
    {
        if (file != "-" && !File.Exists(file))
        {
            throw Failure.Usage($"There is no file '{file}' to read the key from.");
        }

        return Checked(file == "-" ? shell.In.ReadLine() : File.ReadLines(file).FirstOrDefault(), file);
    }

    /// <summary>A key is one word of plain characters; anything else would break the header it is sent in.</summary>
    public static string Checked(string? text, string source) =>
        text?.Trim() is { Length: > 0 } token && token.All(character => character is > ' ' and < (char)127)
            ? token
            : throw Failure.Usage($"No key was found in {(source == "-" ? "stdin" : source)}.");
}
