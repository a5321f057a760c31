using Crm.Api.Http;
using Crm.Api.Interactions;

namespace Crm.Api.Cases;

/// <summary>Adds a message and answers the message; for mailboxes and imports, which keep its id.</summary>
internal static class CreateCaseMessage
{
    public static async Task<Answer> Handle(
        IdOrNumber id,
        Body<CaseMessageForm> body,
        HttpContext http,
        CaseChange change,
        CaseMessages messages,
        InteractionResource interactions,
        CancellationToken cancellationToken
    )
    {
        var about = await change.LoadAsync(id, http, cancellationToken);
        var message = await messages.AddAsync(about, body.Value, cancellationToken);
        return Answer.Created(
            interactions.ToResponse(message),
            $"/v1/interactions/{message.Id}",
            EntityTags.Of(message)
        );
    }
}
