using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Http.Idempotency;

namespace Crm.Api.Http;

/// <summary>
/// Around every handler that changes something: one transaction, committed before the answer leaves; an idempotency key's answer is
/// stored in that same transaction; <c>validateOnly</c> takes everything back. A handler may be run again, with the same arguments, when
/// another request changed the same at the same moment.
/// </summary>
internal static class WriteFilter
{
    public static async ValueTask<object?> InvokeAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        await using var work = services.GetRequiredService<Work>().For(Caller.Of(http));
        var key = IdempotencyKey.Of(http, work.Caller);
        using var running = key is null ? null : services.GetRequiredService<RunningKeys>().Claim(key);
        return await work.RepeatAsync(() => AttemptAsync(context, next, work, key));
    }

    private static async Task<Answer> AttemptAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next,
        Work work,
        IdempotencyKey? key
    )
    {
        var http = context.HttpContext;
        var cancellationToken = http.RequestAborted;
        await work.BeginAsync(cancellationToken);
        if (key is not null && await StoredAnswers.FindAsync(work.Db, key, cancellationToken) is { } stored)
        {
            http.Response.Headers["Idempotency-Replayed"] = "true";
            return stored;
        }

        var answer = (Answer)(await next(context))!;
        if (QueryParameter.IsValidateOnly(http))
        {
            return answer;
        }

        if (key is not null)
        {
            await StoredAnswers.KeepAsync(work.Db, key, answer, work.Now, cancellationToken);
        }

        await work.CommitAsync(CancellationToken.None);
        return answer;
    }
}
