using Crm.Api.ApiKeys;
using Crm.Api.Http;

namespace Crm.Api.Access;

/// <summary>Finds out who is asking and whether they may, before the request is looked at any further.</summary>
internal sealed class SignIn(RequestDelegate next, KeyRing keys)
{
    private const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<OpenToAll>() is not null)
        {
            await next(context);
            return;
        }

        var caller = await FindCallerAsync(context) ?? throw Unauthorised(context);
        context.Features.Set(caller);
        if (endpoint?.Metadata.GetMetadata<RequiredScope>() is { } required && !caller.Scopes.Allows(required.Scope))
        {
            throw new ProblemException(
                Problem.Of(
                    403,
                    "scope-missing",
                    $"This needs the scope '{required.Scope}', which the key does not have."
                )
            );
        }

        await next(context);
    }

    private async ValueTask<Caller?> FindCallerAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization;
        if (header is not [{ } value] || !value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var key = await keys.FindAsync(value[Scheme.Length..].Trim(), context.RequestAborted);
        return key is null
            ? null
            : new Caller
            {
                KeyId = key.Id,
                Name = key.Name,
                Scopes = ScopeSet.Parse(key.Scopes),
                ExpireTime = key.ExpireTime,
                Via = "api",
                RequestId = context.TraceIdentifier,
            };
    }

    private static ProblemException Unauthorised(HttpContext context)
    {
        var shown = context.Request.Headers.Authorization.Count > 0;
        var problem = shown
            ? Problem.Of(401, "key-invalid", "The key is unknown, expired or revoked.")
            : Problem.Of(401, "key-missing", "Send an API key: 'Authorization: Bearer crm_live_…'.");
        return new ProblemException(
            problem.WithHeader("WWW-Authenticate", shown ? "Bearer error=\"invalid_token\"" : "Bearer")
        );
    }
}
