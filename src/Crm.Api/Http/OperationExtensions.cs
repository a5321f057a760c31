using Crm.Api.Access;

namespace Crm.Api.Http;

/// <summary>The few words in which a route says what kind of operation it is.</summary>
internal static class OperationExtensions
{
    /// <summary>Reads: no transaction, scope <c>resource:read</c>.</summary>
    public static RouteHandlerBuilder Reads(this RouteHandlerBuilder builder, string resource) =>
        builder.Requires($"{resource}:read").Takes().ProducesProblems(400, 401, 403);

    /// <summary>Writes: in one transaction, repeatable with an idempotency key, scope <c>resource:write</c>.</summary>
    public static RouteHandlerBuilder Writes(this RouteHandlerBuilder builder, string resource) =>
        builder.Changes($"{resource}:write").ProducesProblems(413, 415, 422);

    /// <summary>Like <see cref="Writes"/>, without a body and with a scope of its own.</summary>
    public static RouteHandlerBuilder Changes(this RouteHandlerBuilder builder, string scope) =>
        builder
            .Requires(scope)
            .Takes(QueryParameter.ValidateOnly)
            .AddEndpointFilter(WriteFilter.InvokeAsync)
            .ProducesProblems(400, 401, 403, 409, 503);

    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder builder, params int[] statuses)
    {
        foreach (var status in statuses)
        {
            builder.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(Problem), [ProblemWriter.MediaType]));
        }

        return builder;
    }
}
