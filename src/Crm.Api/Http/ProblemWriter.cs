using System.Text.Json;

namespace Crm.Api.Http;

/// <summary>Sends a problem document.</summary>
internal static class ProblemWriter
{
    public const string MediaType = "application/problem+json";

    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        problem.Instance ??= context.TraceIdentifier;
        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = MediaType;
        context.Features.Set(problem);
        return context.Response.Body.WriteAsync(ToBytes(problem), context.RequestAborted).AsTask();
    }

    public static byte[] ToBytes(Problem problem) => JsonSerializer.SerializeToUtf8Bytes(problem, Json.Options);
}
