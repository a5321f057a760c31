using System.CommandLine;
using System.Net.Http.Headers;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Output;
using Crm.Cli.Resources;

namespace Crm.Cli.Attachments;

/// <summary>`crm attachments add CUSTOMER FILE`: sends a file as it is.</summary>
internal sealed class AddAttachmentCommand : RecordCommand
{
    private readonly Argument<string> _customer = AttachmentArguments.Customer();

    private readonly Argument<string> _file = new("file")
    {
        Description = "The file to send, or stdin with -",
        HelpName = "FILE",
    };

    private readonly Option<string?> _name = new("--name")
    {
        Description = "What it is called in the service (default: the name of the file)",
        HelpName = "NAME",
    };

    private readonly Option<string?> _type = new("--type")
    {
        Description = "Its media type (default: by the ending of its name)",
        HelpName = "TYPE",
    };

    private readonly WriteOptions _write;

    public AddAttachmentCommand(CommandScope scope)
        : base("add", "Attach a file to a customer.")
    {
        Examples =
        [
            "crm attachments add CU-000045 contract.pdf",
            "pg_dump crm | crm attachments add CU-000045 - --name dump.sql --type application/sql",
        ];
        Arguments.Add(_customer);
        Arguments.Add(_file);
        Options.Add(_name);
        Options.Add(_type);
        _type.Validators.Add(result =>
        {
            if (!MediaTypeHeaderValue.TryParse(result.GetValueOrDefault<string?>(), out _))
            {
                result.AddError("--type takes a media type such as application/pdf.");
            }
        });
        _write = new WriteOptions(this, isGuarded: false);
        Runs(
            scope,
            AttachmentsCommand.Columns,
            () => scope.Contract.AnswerFields("/v1/customers/{id}/attachments"),
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
        var file = parsed.GetRequiredValue(_file);
        var name = parsed.GetValue(_name) ?? NameOf(file);
        var type = parsed.GetValue(_type) ?? MediaTypes.Of(name);
        await using var bytes = await InputFile.OpenBytesAsync(file, session.Shell, cancellationToken);
        using var content = new StreamContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        var path = ApiRequest.PathOf("customers", parsed.GetRequiredValue(_customer), "attachments");
        var request = new ApiRequest(HttpMethod.Post, path) { Query = [("fileName", name)], Content = content };
        var answer = await session.Client.SendAsync(
            _write.Apply(request, parsed, session.Shell.Clock),
            cancellationToken
        );
        writer.WriteSingle(answer!);
        return ExitCode.Ok;
    }

    private static string NameOf(string file) =>
        file == "-" ? throw Failure.Usage("What comes from stdin has no name; give --name.") : Path.GetFileName(file);
}
