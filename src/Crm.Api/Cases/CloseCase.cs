using Crm.Api.Data;
using Crm.Api.Http;

namespace Crm.Api.Cases;

/// <summary>Closes a resolved case for good.</summary>
internal static class CloseCase
{
    public static Task<Answer<CaseResponse>> Handle(
        IdOrNumber id,
        HttpContext http,
        CaseChange change,
        Work work,
        CancellationToken cancellationToken
    ) => change.MoveAsync(id, http, closed => closed.Close(work.Now), cancellationToken);
}
