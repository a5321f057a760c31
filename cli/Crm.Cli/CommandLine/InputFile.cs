namespace Crm.Cli.CommandLine;

/// <summary>A file named on the command line, where `-` is stdin.</summary>
internal static class InputFile
{
    public static string NameOf(string file) => file == "-" ? "stdin" : file;

    public static TextReader Open(string file, Shell shell)
    {
        if (file == "-")
        {
            return shell.In;
        }

        var path = Path.Combine(shell.Folder, file);
        return File.Exists(path) ? new StreamReader(path) : throw Failure.Usage($"There is no file '{file}'.");
    }

    public static async Task<string> ReadAllAsync(string file, Shell shell, CancellationToken cancellationToken)
    {
        using var reader = Open(file, shell);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
