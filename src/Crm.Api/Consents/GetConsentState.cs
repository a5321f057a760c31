using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Outreach;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Crm.Api.Consents;

/// <summary>Says what holds for an address by all that was said.</summary>
internal static class GetConsentState
{
    public static async Task<Answer<ConsentStatesResponse>> Handle(
        HttpContext http,
        Caller caller,
        Work work,
        IOptions<InstallationOptions> installation,
        CancellationToken cancellationToken
    )
    {
        var asked = AddressQuery.Of(http, installation.Value);
        var states = await work.For(caller)
            .Db.Set<ConsentState>()
            .AsNoTracking()
            .Where(state => state.AddressKey == asked.Key && state.Channel == asked.Channel)
            .Where(state => asked.Purpose == null || state.Purpose == asked.Purpose)
            .OrderBy(state => state.Purpose)
            .ToListAsync(cancellationToken);
        return Answer.Ok(
            new ConsentStatesResponse
            {
                Channel = asked.Channel,
                Address = asked.Typed,
                States = states.ConvertAll(state => new ConsentStateResponse
                {
                    Purpose = state.Purpose,
                    State = state.State,
                    Since = state.Since,
                    EventId = state.EventId,
                }),
            }
        );
    }
}
