using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crm.Cli.CommandLine;

/// <summary>
/// A file named on the command line, where `-` is stdin. Reading happens on a thread of its own: a read from a terminal
/// or a silent pipe cannot be cancelled, only left behind.
/// </summary>
internal static class InputFile
{
    public static string NameOf(string file) => file == "-" ? "stdin" : file;

    public static TextReader Open(string file, Shell shell)
    {
        if (file == "-")
        {
            return shell.In;
        }

        return new StreamReader(PathOf(file, shell));
    }

    /// <summary>The bytes as a stream that can be read again, since a refused upload is sent again.</summary>
    public static async Task<Stream> OpenBytesAsync(string file, Shell shell, CancellationToken cancellationToken)
    {
        if (file != "-")
        {
            return File.OpenRead(PathOf(file, shell));
        }

        await using var input = shell.OpenIn();
        var kept = new MemoryStream();
        await input.CopyToAsync(kept, cancellationToken).WaitAsync(cancellationToken);
        kept.Position = 0;
        return kept;
    }

    public static string PathOf(string file, Shell shell)
    {
        var path = Path.Combine(shell.Folder, file);
        return File.Exists(path) ? path : throw Failure.Usage($"There is no file '{file}'.");
    }

    public static Task<string?> ReadLineAsync(TextReader reader, CancellationToken cancellationToken) =>
        Task.Run(reader.ReadLine, cancellationToken).WaitAsync(cancellationToken);

    public static async Task<string> ReadAllAsync(string file, Shell shell, CancellationToken cancellationToken)
    {
        using var reader = Open(file, shell);
        return await Task.Run(reader.ReadToEnd, cancellationToken).WaitAsync(cancellationToken);
    }

    public static async Task<JsonObject> ReadObjectAsync(string file, Shell shell, CancellationToken cancellationToken)
    {
        var text = await ReadAllAsync(file, shell, cancellationToken);
        try
        {
            return JsonNode.Parse(text) as JsonObject
                ?? throw Failure.Usage($"{NameOf(file)} does not hold a JSON object.");
        }
        catch (JsonException invalid)
        {
            throw Failure.Usage($"{NameOf(file)} is not JSON: {invalid.Message}");
        }
    }
}
