using System.Data.Common;
using Crm.Api.Data;
using Crm.Api.Kernel;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Http;

/// <summary>The one place that turns what went wrong into a problem document. Whatever it does not know is a bug: 500, logged, no details.</summary>
internal sealed partial class ProblemHandler(DatabaseEngine engine, ILogger<ProblemHandler> logger) : IExceptionHandler
{
    private const int RetrySeconds = 1;
    private const int StorageRetrySeconds = 30;

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            return true;
        }

        var problem = ProblemFor(exception, engine);
        if (problem.Status >= 500 && exception is not DatabaseBusy)
        {
            RequestFailed(logger, exception, httpContext.TraceIdentifier);
        }

        await ProblemWriter.WriteAsync(httpContext, problem);
        return true;
    }

    /// <summary>What a failure is called outside; also used for each operation of a batch and each row of an import.</summary>
    public static Problem ProblemFor(Exception exception, DatabaseEngine engine) =>
        exception switch
        {
            ProblemException known => known.Problem,
            RuleBroken rule => Problem.Of(rule),
            DbUpdateConcurrencyException => Problem.Of(
                409,
                "changed-meanwhile",
                "The record was changed by somebody else at the same moment; read it again and repeat."
            ),
            DbUpdateException { InnerException: DbException broken, Entries: [var entry, ..] }
                when engine.BrokenUniqueConstraint(broken) is { } constraint => UniqueConstraints.Problem(
                constraint,
                entry.Context.Model
            ),
            BadHttpRequestException bad => Problem.Of(
                bad.StatusCode,
                bad.StatusCode == 413 ? "body-too-large" : "malformed",
                bad.StatusCode == 413 ? "The body is larger than this operation takes." : bad.Message
            ),
            DatabaseBusy => Problem
                .Of(503, "busy", "The database is busy; try again.")
                .WithHeader("Retry-After", $"{RetrySeconds}"),
            _ => OfStorage(StorageTroubles.Of(exception, engine))
                ?? Problem.Of(500, "internal", "Something went wrong in the service; the request id helps to find it."),
        };

    /// <summary>What neither the request nor the service is to blame for.</summary>
    private static Problem? OfStorage(StorageTrouble? trouble) =>
        trouble switch
        {
            StorageTrouble.Full => Problem
                .Of(503, "storage-full", "There is no room left to write; nothing was changed.")
                .WithHeader("Retry-After", $"{StorageRetrySeconds}"),
            StorageTrouble.Unreachable => Problem
                .Of(503, "storage-unreachable", "The database cannot be reached.")
                .WithHeader("Retry-After", $"{StorageRetrySeconds}"),
            StorageTrouble.Collision => Problem
                .Of(503, "busy", "Another writer was in the way; try again.")
                .WithHeader("Retry-After", $"{RetrySeconds}"),
            null => null,
        };

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId} failed")]
    private static partial void RequestFailed(ILogger logger, Exception exception, string requestId);
}
