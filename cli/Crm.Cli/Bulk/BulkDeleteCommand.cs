using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Jobs;
using Crm.Cli.Resources;

namespace Crm.Cli.Bulk;

/// <summary>`crm bulk delete RESOURCE --filter …`: puts all records a filter finds into the trash.</summary>
internal sealed class BulkDeleteCommand : RecordCommand
{
    public BulkDeleteCommand(CommandScope scope)
        : base("delete", "Put all records that a filter finds into the trash.")
    {
        Examples =
        [
            "crm bulk delete customers --filter 'source = \"trade fair\"' --dry-run",
            "crm bulk delete customers --filter 'source = \"trade fair\"' --yes",
        ];
        var selection = new BulkSelection(this);
        var change = new PlannedChange(this, "bulkDelete");
        selection.RequireUnless(this, change);
        Runs(
            scope,
            JobCounts.Columns,
            () => scope.Contract.AnswerFields(JobNoun.Noun.RecordPath),
            (session, writer, parsed, cancellationToken) =>
                change.RunAsync(
                    session,
                    writer,
                    parsed,
                    selection.ResourceIn(parsed),
                    () =>
                        new ApiRequest(HttpMethod.Post, "/v1/bulk-deletes")
                        {
                            Content = ApiRequest.Json(selection.Body(parsed)),
                        },
                    insistence: null,
                    cancellationToken
                )
        );
    }
}
