using Microsoft.AspNetCore.Http.Extensions;

namespace Crm.Api.Http.Lists;

/// <summary>Builds the link to the next page (RFC 8288).</summary>
internal static class Links
{
    public static string Next(HttpRequest request, string pageToken)
    {
        var query = new QueryBuilder(request.Query.Where(parameter => parameter.Key != "pageToken"))
        {
            { "pageToken", pageToken },
        };
        return $"{request.PathBase}{request.Path}{query}";
    }
}
