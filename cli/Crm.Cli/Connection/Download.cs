using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;

namespace Crm.Cli.Connection;

/// <summary>Where the bytes of an answer go: a file that is there whole or not at all, or stdout.</summary>
internal sealed class Download
{
    private const string Stdout = "-";

    private readonly Option<string?> _to;

    private readonly Option<bool> _overwrite = new("--overwrite")
    {
        Description = "Replace a file that is there already",
    };

    private readonly bool _standsOnStdout;

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="standsOnStdout">Where it goes when nobody says: stdout, or a file with the name the service gives.</param>
    public Download(Command command, bool standsOnStdout)
    {
        _standsOnStdout = standsOnStdout;
        var usual = standsOnStdout ? "stdout" : "this folder, under its own name";
        _to = new("--to")
        {
            Description = $"Where to write it: a file, a folder, or stdout with - (default: {usual})",
            HelpName = "FILE",
        };
        command.Add(_to);
        command.Add(_overwrite);
    }

    public string? Target(ParseResult parsed) => parsed.GetValue(_to);

    /// <summary>Writes the answer.</summary>
    /// <param name="answer">Its bytes are still to come.</param>
    /// <param name="name">Its name, when the service gives none.</param>
    /// <param name="session">Streams and folder.</param>
    /// <param name="parsed">What was typed.</param>
    /// <param name="cancellationToken">Ends it; no half file is left.</param>
    /// <param name="hash">The SHA-256 it must have, where that is known.</param>
    public async Task SaveAsync(
        HttpResponseMessage answer,
        string name,
        Session session,
        ParseResult parsed,
        CancellationToken cancellationToken,
        string? hash = null
    )
    {
        var shell = session.Shell;
        await using var content = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var to = parsed.GetValue(_to) ?? (_standsOnStdout ? Stdout : null);
        if (to == Stdout)
        {
            await using var output = shell.OpenOut();
            await CopyAsync(content, output, hash, cancellationToken);
            return;
        }

        var file = FileFor(to, NameIn(answer) ?? name, shell);
        if (File.Exists(file) && !parsed.GetValue(_overwrite))
        {
            throw Failure.Usage(
                $"There is a file '{file}' already.",
                "add --overwrite, or name another file with --to"
            );
        }

        var size = await WriteAsync(content, file, hash, cancellationToken);
        await shell.Error.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"Wrote {file} ({size:N0} bytes).")
        );
    }

    private static string FileFor(string? to, string name, Shell shell)
    {
        var path = Path.Combine(shell.Folder, to ?? "");
        return Directory.Exists(path) ? Path.Combine(path, name) : path;
    }

    /// <summary>The name in the answer, never a path: nobody else decides on folders here.</summary>
    private static string? NameIn(HttpResponseMessage answer)
    {
        var told = answer.Content.Headers.ContentDisposition;
        var name = Path.GetFileName((told?.FileNameStar ?? told?.FileName)?.Trim('"'));
        return name is null or "" or "." or ".." ? null : name;
    }

    /// <summary>Under another name until it is whole, so that a broken download is not taken for the file.</summary>
    private static async Task<long> WriteAsync(
        Stream content,
        string file,
        string? hash,
        CancellationToken cancellationToken
    )
    {
        var unfinished = $"{file}.part";
        try
        {
            long size;
            await using (var output = File.Create(unfinished))
            {
                size = await CopyAsync(content, output, hash, cancellationToken);
            }

            File.Move(unfinished, file, overwrite: true);
            return size;
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private static async Task<long> CopyAsync(
        Stream content,
        Stream output,
        string? hash,
        CancellationToken cancellationToken
    )
    {
        const int BufferSize = 80 * 1024;
        using var seen = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        long size = 0;
        for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0; size += read)
        {
            seen.AppendData(buffer, 0, read);
            await output.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return hash is null || hash == Convert.ToHexStringLower(seen.GetHashAndReset())
            ? size
            : throw new Failure(ExitCode.Failure, "What arrived is not the whole file.", next: "fetch it again");
    }
}
