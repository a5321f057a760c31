using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Outreach;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Crm.Api.Suppressions;

/// <summary>Says whether an address may be written to, as far as the list says.</summary>
internal static class CheckSuppression
{
    public static async Task<Answer<SuppressionCheckResponse>> Handle(
        HttpContext http,
        Caller caller,
        Work work,
        SuppressionList list,
        SuppressionResource resource,
        IOptions<InstallationOptions> installation,
        CancellationToken cancellationToken
    )
    {
        var asked = AddressQuery.Of(http, installation.Value);
        var found = await list.Against(work.For(caller), asked.Channel, asked.Key, asked.Purpose)
            .AsNoTracking()
            .OrderBy(suppression => suppression.Id)
            .ToListAsync(cancellationToken);
        return Answer.Ok(
            new SuppressionCheckResponse
            {
                Channel = asked.Channel,
                Address = asked.Typed,
                IsSuppressed = found.Count > 0,
                Suppressions = found.ConvertAll(resource.ToResponse),
            }
        );
    }
}
