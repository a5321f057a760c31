using System.CommandLine;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Resources;

namespace Crm.Cli.Attachments;

/// <summary>`crm attachments delete CUSTOMER ATTACHMENT`: puts a file into the trash.</summary>
internal sealed class DeleteAttachmentCommand : ToolCommand
{
    private readonly Argument<string> _customer = AttachmentArguments.Customer();
    private readonly Argument<string> _attachment = AttachmentArguments.Attachment();
    private readonly WriteOptions _write;
    private readonly Confirmation _confirmation;

    public DeleteAttachmentCommand(CommandScope scope)
        : base("delete", "Delete a file of a customer.")
    {
        Examples = ["crm attachments delete CU-000045 0198c5f2-7d1e-7a3b-9c41-5f0e2d6b8a17 --yes"];
        Arguments.Add(_customer);
        Arguments.Add(_attachment);
        _write = new WriteOptions(this, isGuarded: true);
        _confirmation = new Confirmation(this);
        Runs(scope, RunAsync);
    }

    private async Task<ExitCode> RunAsync(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var customer = parsed.GetRequiredValue(_customer);
        var attachment = parsed.GetRequiredValue(_attachment);
        var isDryRun = _write.IsDryRun(parsed);
        if (!isDryRun)
        {
            var question = $"Delete attachment {attachment} of customer {customer}?";
            await _confirmation.RequireAsync(session, parsed, question, cancellationToken);
        }

        var path = ApiRequest.PathOf("customers", customer, "attachments", attachment);
        var request = _write.Apply(new ApiRequest(HttpMethod.Delete, path), parsed, session.Shell.Clock);
        await session.Client.SendAsync(request, cancellationToken);
        await session.Shell.Error.WriteLineAsync(
            isDryRun ? "Dry run: it can be deleted; nothing was changed." : "Deleted."
        );
        return ExitCode.Ok;
    }
}
