using System.CommandLine;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Resources;

namespace Crm.Cli.Attachments;

/// <summary>`crm attachments list CUSTOMER`: the files of a customer, the newest first.</summary>
internal sealed class ListAttachmentsCommand : RecordCommand
{
    private readonly Argument<string> _customer = AttachmentArguments.Customer();

    private readonly Option<string?> _filter = new("--filter")
    {
        Description = "Only files that fit (AIP-160)",
        HelpName = "EXPRESSION",
    };

    public ListAttachmentsCommand(CommandScope scope)
        : base("list", "List the files of a customer, the newest first.")
    {
        Examples =
        [
            "crm attachments list CU-000045",
            "crm attachments list CU-000045 --filter 'mediaType = \"application/pdf\"' --json id,fileName",
        ];
        Arguments.Add(_customer);
        Options.Add(_filter);
        var paging = new Paging(this);
        Runs(
            scope,
            AttachmentsCommand.Columns,
            () => scope.Contract.AnswerFields("/v1/customers/{id}/attachments"),
            (session, writer, parsed, cancellationToken) =>
            {
                var path = ApiRequest.PathOf("customers", parsed.GetRequiredValue(_customer), "attachments");
                var request = new ApiRequest(HttpMethod.Get, path) { Query = [("filter", parsed.GetValue(_filter))] };
                return paging.RunAsync(request, session, writer, parsed, cancellationToken);
            }
        );
    }
}
