using System.CommandLine;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;

namespace Crm.Cli.Attachments;

/// <summary>`crm attachments get CUSTOMER ATTACHMENT`: fetches a file.</summary>
internal sealed class GetAttachmentCommand : ToolCommand
{
    private readonly Argument<string> _customer = AttachmentArguments.Customer();
    private readonly Argument<string> _attachment = AttachmentArguments.Attachment();

    private readonly Option<string?> _to = new("--to")
    {
        Description =
            "Where to write it: a file, a folder, or stdout with - (default: this folder, under its own name)",
        HelpName = "FILE",
    };

    private readonly Option<bool> _overwrite = new("--overwrite")
    {
        Description = "Replace a file that is there already",
    };

    public GetAttachmentCommand(CommandScope scope)
        : base("get", "Download a file of a customer.")
    {
        Examples =
        [
            "crm attachments get CU-000045 0198c5f2-7d1e-7a3b-9c41-5f0e2d6b8a17",
            "crm attachments get CU-000045 0198c5f2-7d1e-7a3b-9c41-5f0e2d6b8a17 --to - | sha256sum",
        ];
        Arguments.Add(_customer);
        Arguments.Add(_attachment);
        Options.Add(_to);
        Options.Add(_overwrite);
        Runs(scope, RunAsync);
    }

    private async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var attachment = parsed.GetRequiredValue(_attachment);
        var path = ApiRequest.PathOf(
            "customers",
            parsed.GetRequiredValue(_customer),
            "attachments",
            attachment,
            "content"
        );
        var request = new ApiRequest(HttpMethod.Get, path) { Headers = [("Accept", "*/*")] };
        using var answer = await session.Client.OpenAsync(request, cancellationToken);
        await using var content = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var to = parsed.GetValue(_to);
        if (to == "-")
        {
            await using var output = session.Shell.OpenOut();
            await content.CopyToAsync(output, cancellationToken);
            return ExitCode.Ok;
        }

        var file = FileFor(to, NameIn(answer) ?? attachment, session.Shell);
        if (File.Exists(file) && !parsed.GetValue(_overwrite))
        {
            throw Failure.Usage(
                $"There is a file '{file}' already.",
                "add --overwrite, or name another file with --to"
            );
        }

        var size = await WriteAsync(content, file, cancellationToken);
        await session.Shell.Error.WriteLineAsync($"Wrote {file} ({size:N0} bytes).");
        return ExitCode.Ok;
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
    private static async Task<long> WriteAsync(Stream content, string file, CancellationToken cancellationToken)
    {
        var unfinished = $"{file}.part";
        try
        {
            long size;
            await using (var output = File.Create(unfinished))
            {
                await content.CopyToAsync(output, cancellationToken);
                size = output.Length;
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
}
