using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Output;
using Crm.Cli.Resources;

namespace Crm.Cli.Outreach;

/// <summary>`crm outreach bounces FILE.eml|DIR…`: has mails that came back read, one line for each.</summary>
internal sealed class BouncesOutreachCommand : RecordCommand
{
    private const string MailType = "message/rfc822";

    private static readonly string[] Columns = ["file", "kind", "messageId", "effects"];

    private readonly Argument<string[]> _files = new("file")
    {
        Description = "Mails as they came, folders of them, or stdin with -",
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
    };

    public BouncesOutreachCommand(CommandScope scope)
        : base("bounces", "Take in mails that came back. Exit code 3 when a person has to look at one.")
    {
        Examples =
        [
            "crm outreach bounces returned.eml",
            "crm outreach bounces ~/Maildir/new --json file,kind,effects",
            "crm outreach bounces - < returned.eml",
        ];
        Arguments.Add(_files);
        Runs(
            scope,
            Columns,
            () => ["file", "kind", "reason", "messageId", "campaignId", "reviewId", "effects"],
            RunAsync
        );
    }

    private async Task<ExitCode> RunAsync(
        Session session,
        RecordWriter writer,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var files = parsed.GetRequiredValue(_files).SelectMany(file => FilesOf(file, session.Shell)).ToList();
        var toReview = 0;
        foreach (var file in files)
        {
            var answer = await SendAsync(file, session, cancellationToken);
            toReview += answer["reviewId"] is null ? 0 : 1;
            answer.Insert(0, "file", file);
            writer.WriteItem(answer);
        }

        writer.EndList();
        if (toReview == 0)
        {
            return ExitCode.Ok;
        }

        await session.Shell.Out.FlushAsync(cancellationToken);
        await session.Shell.Error.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"A person has to look at {toReview} of {files.Count}: crm inbound-reviews list"
            )
        );
        return ExitCode.PartialSuccess;
    }

    /// <summary>A file itself, or the mails of a folder in the order of their names.</summary>
    private static IEnumerable<string> FilesOf(string file, Shell shell)
    {
        var folder = Path.Combine(shell.Folder, file);
        if (file == "-" || !Directory.Exists(folder))
        {
            return [file];
        }

        string[] mails = Directory.GetFiles(folder, "*.eml");
        // A mail server's own folder has names without an ending.
        mails = mails is [] ? Directory.GetFiles(folder) : mails;
        return mails is []
            ? throw Failure.Usage($"There are no mails in {file}")
            : mails.Order(StringComparer.Ordinal).Select(path => Path.Combine(file, Path.GetFileName(path)));
    }

    private static async Task<JsonObject> SendAsync(string file, Session session, CancellationToken cancellationToken)
    {
        await using var mail = await InputFile.OpenBytesAsync(file, session.Shell, cancellationToken);
        using var content = new StreamContent(mail);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(MailType);
        var request = new ApiRequest(HttpMethod.Post, ApiRequest.PathOf("messages", "inbound"))
        {
            Content = content,
            IdempotencyKey = IdempotencyKey.New(session.Shell.Clock),
        };
        return (await session.Client.SendAsync(request, cancellationToken))!.AsObject();
    }
}
