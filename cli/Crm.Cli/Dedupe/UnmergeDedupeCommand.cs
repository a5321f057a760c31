using System.CommandLine;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Merges;
using Crm.Cli.Resources;

namespace Crm.Cli.Dedupe;

/// <summary>`crm dedupe unmerge CUSTOMER`: takes back the last merge that a customer was part of, survivor or merged.</summary>
internal sealed class UnmergeDedupeCommand : RecordCommand
{
    private readonly Argument<string> _customer = new("customer")
    {
        Description = "Id or number of the survivor, or of one that was merged into it",
        HelpName = "CUSTOMER",
    };

    public UnmergeDedupeCommand(CommandScope scope)
        : base("unmerge", "Take back the last merge of a customer; what was changed since stays with the survivor.")
    {
        Examples = ["crm dedupe unmerge CU-000045"];
        Arguments.Add(_customer);
        Runs(
            scope,
            UnmergeCommand.Verb.Columns!,
            () => scope.Contract.AnswerFields(UnmergeCommand.Verb.Method, UnmergeCommand.Verb.Path),
            async (session, writer, parsed, cancellationToken) =>
            {
                var merge = await FindAsync(parsed.GetValue(_customer)!, session, cancellationToken);
                var request = new ApiRequest(
                    HttpMethod.Post,
                    ApiRequest.PathOf("merges", (string)merge["id"]!, "unmerge")
                )
                {
                    IdempotencyKey = IdempotencyKey.New(session.Shell.Clock),
                };
                writer.WriteSingle((await session.Client.SendAsync(request, cancellationToken))!);
                return ExitCode.Ok;
            }
        );
    }

    private static async Task<JsonNode> FindAsync(string customer, Session session, CancellationToken cancellationToken)
    {
        var field = Guid.TryParseExact(customer, "D", out _) ? "id" : "number";
        // Asked as a list with the trash: read by itself, a merged customer leads to its survivor.
        var found =
            await FirstAsync(
                "/v1/customers",
                $"{field} = \"{customer}\"",
                showDeleted: true,
                session,
                cancellationToken
            ) ?? throw new Failure(ExitCode.NotFound, $"There is no customer '{customer}', or you may not see it.");
        var id = (string)found["id"]!;
        return await FirstAsync(
                "/v1/merges",
                $"(merged.customerId = \"{id}\" OR survivorId = \"{id}\") AND unmergeTime = null",
                showDeleted: false,
                session,
                cancellationToken
            )
            ?? throw new Failure(
                ExitCode.NotFound,
                $"No merge of the customer '{customer}' could be taken back.",
                [],
                "crm merges list shows all, with those that were taken back"
            );
    }

    private static async Task<JsonNode?> FirstAsync(
        string path,
        string filter,
        bool showDeleted,
        Session session,
        CancellationToken cancellationToken
    )
    {
        var request = new ApiRequest(HttpMethod.Get, path)
        {
            Query =
            [
                ("filter", filter),
                ("orderBy", "createTime desc"),
                .. showDeleted ? new[] { ("showDeleted", "true") } : [],
            ],
        };
        await foreach (var found in session.Client.ListAsync(request, limit: 1, cancellationToken))
        {
            return found;
        }

        return null;
    }
}
