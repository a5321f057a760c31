using System.Reflection;

namespace Crm.Api.Access;

/// <summary>Who is asking, by what way, and what they may do. Comes from the credential only, never from a header or a body.</summary>
internal sealed class Caller : IBindableFromHttpContext<Caller>
{
    public static readonly Caller Nobody = new()
    {
        Name = "nobody",
        Scopes = ScopeSet.None,
        Via = "none",
    };

    public Guid? KeyId { get; init; }

    public required string Name { get; init; }

    public required ScopeSet Scopes { get; init; }

    public DateTimeOffset? ExpireTime { get; init; }

    /// <summary>api, job, schedule, rule or system.</summary>
    public required string Via { get; init; }

    public string? RequestId { get; init; }

    /// <summary>The service acting on its own behalf, such as the purge.</summary>
    public static Caller System(string name) =>
        new()
        {
            Name = name,
            Scopes = ScopeSet.Everything,
            Via = "system",
        };

    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? Nobody;

    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<Caller?>(Of(context));
}
