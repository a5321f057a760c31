using System.Text.RegularExpressions;

namespace Crm.Api.Http;

/// <summary>Gives each request an id, the caller's own if it looks like one, and says it in every answer.</summary>
internal sealed partial class RequestIds(RequestDelegate next)
{
    private const string Header = "Request-Id";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Headers[Header] is [{ } given] && Shape().IsMatch(given))
        {
            context.TraceIdentifier = given;
        }

        // Only when the answer leaves: whoever turns a failure into a problem clears the headers first.
        context.Response.OnStarting(() =>
        {
            context.Response.Headers[Header] = context.TraceIdentifier;
            return Task.CompletedTask;
        });
        return next(context);
    }

    [GeneratedRegex(@"^[A-Za-z0-9._:-]{1,64}\z")]
    private static partial Regex Shape();
}
