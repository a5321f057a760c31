using System.Net;
using System.Text.RegularExpressions;
using Crm.Api.Access;

namespace Crm.Api.Http;

/// <summary>Explains an error code to whoever follows the <c>type</c> of a problem, and lists them all.</summary>
internal static partial class ProblemPages
{
    private const string Style = """
        :root { color-scheme: light dark }
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
        table { border-collapse: collapse }
        th, td { text-align: left; vertical-align: top; padding: .3rem 1rem .3rem 0; border-bottom: 1px solid #8884 }
        td:first-child { overflow-wrap: anywhere }
        """;

    public static void MapProblemPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/problems", All).ExcludeFromDescription().IsOpenToAll();
        routes.MapGet("/problems/{code}", One).ExcludeFromDescription().IsOpenToAll();
    }

    private static IResult All()
    {
        var rows = ProblemCodes
            .All.Values.OrderBy(known => known.Code, StringComparer.Ordinal)
            .Select(known =>
                $"""<tr><td><a href="/problems/{known.Code}"><code>{known.Code}</code></a><td>{known.Status}<td>{Meaning(known)}"""
            );
        return Page(
            "Error codes",
            $"""
            <h1>Error codes</h1>
            <table>
            <tr><th>Code<th>Status<th>What it means, and what to do
            {string.Join('\n', rows)}
            </table>
            """
        );
    }

    private static IResult One(string code)
    {
        var known =
            ProblemCodes.All.GetValueOrDefault(code)
            ?? throw new ProblemException(Problem.NotFound("error code", code));
        return Page(
            known.Code,
            $"""
            <h1><code>{known.Code}</code></h1>
            <p>Status: {known.Status}</p>
            <p>{Meaning(known)}</p>
            <p><a href="/problems">All error codes</a> · <a href="/docs/index.html">The contract</a></p>
            """
        );
    }

    private static string Meaning(ProblemCode known) =>
        Quoted().Replace(WebUtility.HtmlEncode(known.Meaning), "<code>$1</code>");

    private static IResult Page(string title, string body) =>
        Results.Content(
            $"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title} – Crm.Api</title>
            <style>{Style}</style>
            {body}
            </html>

            """,
            "text/html; charset=utf-8"
        );

    [GeneratedRegex("`([^`]*)`")]
    private static partial Regex Quoted();
}
