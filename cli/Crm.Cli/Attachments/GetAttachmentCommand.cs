using System.CommandLine;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;

namespace Crm.Cli.Attachments;

/// <summary>`crm attachments get CUSTOMER ATTACHMENT`: fetches a file.</summary>
internal sealed class GetAttachmentCommand : ToolCommand
{
    private readonly Argument<string> _customer = AttachmentArguments.Customer();
    private readonly Argument<string> _attachment = AttachmentArguments.Attachment();

    private readonly Download _download;

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
        _download = new Download(this, standsOnStdout: false);
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
        await _download.SaveAsync(answer, attachment, session, parsed, cancellationToken);
        return ExitCode.Ok;
    }
}
