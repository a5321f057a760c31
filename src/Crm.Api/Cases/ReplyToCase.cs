using Crm.Api.Http;

namespace Crm.Api.Cases;

/// <summary>Adds a message and answers the case as it is then.</summary>
internal static class ReplyToCase
{
    public static async Task<Answer<CaseResponse>> Handle(
        IdOrNumber id,
        Body<CaseMessageForm> body,
        HttpContext http,
        CaseChange change,
        CaseMessages messages,
        CancellationToken cancellationToken
    )
    {
        var answered = await change.LoadAsync(id, http, cancellationToken);
        await messages.AddAsync(answered, body.Value, cancellationToken);
        return await change.SaveAsync(answered, cancellationToken);
    }
}
