using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Crm.Api.Outreach.Unsubscribe;

/// <summary>The pages people see who follow the link of a message: plain HTML, without scripts, cookies or anything from elsewhere.</summary>
internal static class PreferencePage
{
    private const string Style = """
        :root { color-scheme: light dark; --text: #1c1e21; --soft: #5b6168; --page: #f2f3f5; --card: #fff; --line: #d5d8dc; --strong: #1f5fbf; --on: #fff }
        @media (prefers-color-scheme: dark) {
          :root { --text: #e8eaed; --soft: #a9b0b8; --page: #15171a; --card: #202328; --line: #3a3f46; --strong: #8ab4f8; --on: #10131a }
        }
        * { box-sizing: border-box }
        body { margin: 0; padding: 1rem; min-height: 100vh; display: grid; place-items: center; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif }
        main { width: 100%; max-width: 30rem; padding: 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem }
        h1 { margin: 0 0 1rem; font-size: 1.4rem; line-height: 1.25 }
        dl { margin: 0 0 1rem; display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem }
        dt { color: var(--soft) }
        dd { margin: 0; overflow-wrap: anywhere }
        .state { margin: 0 0 1.25rem; padding-inline-start: .75rem; border-inline-start: .25rem solid var(--strong) }
        form { display: grid; gap: .75rem }
        button { min-height: 2.75rem; padding: .5rem 1rem; border: 1px solid var(--strong); border-radius: .5rem; background: none; color: var(--strong); font: inherit; cursor: pointer }
        button:first-of-type { background: var(--strong); color: var(--on) }
        button:focus-visible { outline: 3px solid var(--strong); outline-offset: 2px }
        .note { margin: 1rem 0 0; color: var(--soft); font-size: .9rem }
        """;

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; img-src data:; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static IResult Of(Subscription subscription, SubscriptionState state, PageWords words, bool isChanged)
    {
        var details =
            Detail(words.Address, MaskedAddress.Of(subscription.Channel, subscription.Address))
            + Detail(words.Purpose, subscription.Purpose)
            + Detail(words.Sender, subscription.Sender);
        return Page(
            StatusCodes.Status200OK,
            words,
            words.Title,
            $"""
            <dl>
            {details}</dl>
            <p class="state"{(isChanged ? " role=\"status\"" : "")}>{Encoded(SentenceOf(state, words))}</p>
            <form method="post">
            {string.Join('\n', ChoicesIn(state).Select(choice => Button(choice, words)))}
            </form>
            <p class="note">{Encoded(words.AtOnce)}</p>
            """
        );
    }

    /// <summary>The same whatever is wrong with a link, so that nobody learns from it which messages there are.</summary>
    public static IResult NotFound(PageWords words) =>
        Page(StatusCodes.Status404NotFound, words, words.NotFound, $"<p>{Encoded(words.NotFoundWhy)}</p>");

    private static IEnumerable<SubscriptionChoice> ChoicesIn(SubscriptionState state) =>
        state switch
        {
            SubscriptionState.Subscribed => [SubscriptionChoice.Purpose, SubscriptionChoice.Everything],
            SubscriptionState.WithoutPurpose => [SubscriptionChoice.Again, SubscriptionChoice.Everything],
            SubscriptionState.WithoutAnything => [SubscriptionChoice.Again],
        };

    private static string SentenceOf(SubscriptionState state, PageWords words) =>
        state switch
        {
            SubscriptionState.Subscribed => words.Subscribed,
            SubscriptionState.WithoutPurpose => words.WithoutPurpose,
            SubscriptionState.WithoutAnything => words.WithoutAnything,
        };

    private static string Button(SubscriptionChoice choice, PageWords words)
    {
        var text = choice switch
        {
            SubscriptionChoice.Purpose => words.StopPurpose,
            SubscriptionChoice.Everything => words.StopEverything,
            SubscriptionChoice.Again => words.Again,
        };
        return $"""<button name="{PreferenceForm.Choice}" value="{PreferenceForm.WordOf(choice)}">{Encoded(text)}</button>""";
    }

    private static string Detail(string label, string? value) =>
        value is null ? "" : $"<dt>{Encoded(label)}</dt><dd><bdi>{Encoded(value)}</bdi></dd>\n";

    private static PageResult Page(int status, PageWords words, string title, string body) =>
        new(
            status,
            $"""
            <!doctype html>
            <html lang="{words.Language}" dir="{(words.IsRightToLeft ? "rtl" : "ltr")}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Encoded(title)}</title>
            <link rel="icon" href="data:,">
            <style>{Style}</style>
            </head>
            <body>
            <main>
            <h1>{Encoded(title)}</h1>
            {body}
            </main>
            </body>
            </html>

            """
        );

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A page that is kept nowhere, shown in no frame, found by no search engine and named to no other site.</summary>
    private sealed class PageResult(int status, string html) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var headers = httpContext.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.CacheControl = "no-store";
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["X-Robots-Tag"] = "noindex";
            return Results.Content(html, "text/html; charset=utf-8", statusCode: status).ExecuteAsync(httpContext);
        }
    }
}
