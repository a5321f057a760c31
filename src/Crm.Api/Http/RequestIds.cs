using System.Text.RegularExpressions;

namespace Crm.Api.Http;

/// <summary>Gives each request an id, the caller's own if it looks like one, and says it in every answer; adds the headers a problem brings.</summary>
internal sealed partial class RequestIds(RequestDelegate next)
{
    private const string Header = "Request-Id";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Headers[Header] is [{ } given] && Shape().IsMatch(given))
        {
            context.TraceIdentifier = given;
        }

        // Only when the answer leaves: the framework's handling of exceptions clears the headers, the ETag last of all.
        context.Response.OnStarting(() =>
        {
            context.Response.Headers[Header] = context.TraceIdentifier;
            foreach (var (name, value) in context.Features.Get<Problem>()?.Headers ?? [])
            {
                context.Response.Headers[name] = value;
            }

            return Task.CompletedTask;
        });
        return next(context);
    }

    [GeneratedRegex(@"^[A-Za-z0-9._:-]{1,64}\z")]
    private static partial Regex Shape();
}
