using System.Net;
using System.Text.RegularExpressions;
using Crm.Api.Access;

namespace Crm.Api.Http;

/// <summary>Explains an error code to whoever follows the <c>type</c> of a problem.</summary>
internal static partial class GetProblemPage
{
    public static void MapProblemPages(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/problems/{code}", Handle).ExcludeFromDescription().IsOpenToAll();

    private static IResult Handle(string code)
    {
        var known =
            ProblemCodes.All.GetValueOrDefault(code)
            ?? throw new ProblemException(Problem.NotFound("error code", code));
        var meaning = Quoted().Replace(WebUtility.HtmlEncode(known.Meaning), "<code>$1</code>");
        return Results.Content(
            $"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>{known.Code}</title>
            <h1><code>{known.Code}</code></h1>
            <p>Status: {known.Status}</p>
            <p>{meaning}</p>
            </html>

            """,
            "text/html; charset=utf-8"
        );
    }

    [GeneratedRegex("`([^`]*)`")]
    private static partial Regex Quoted();
}
