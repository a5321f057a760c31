using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Interactions;

namespace Crm.Api.Cases;

/// <summary>Pages through the messages of a case; there may be thousands.</summary>
internal static class ListCaseMessages
{
    private const string OldestFirst = "occurredAt";

    public static async Task<IResult> Handle(
        IdOrNumber id,
        HttpContext http,
        Caller caller,
        Work work,
        InteractionResource interactions,
        ListSettings settings,
        CancellationToken cancellationToken
    )
    {
        var about =
            await id.FindAsync(work.For(caller).QueryWithTrash<Case>(), cancellationToken)
            ?? throw new ProblemException(Problem.NotFound("case", id.Text));
        var list = new ListRecords<Interaction, InteractionForm, InteractionResponse>(interactions);
        return await list.AnswerAsync(
            http,
            work,
            settings,
            message => message.RegardingType == RecordKind.Case && message.RegardingId == about.Id,
            OldestFirst,
            cancellationToken
        );
    }
}
