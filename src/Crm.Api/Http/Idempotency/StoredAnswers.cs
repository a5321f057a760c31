using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Http.Idempotency;

/// <summary>Finds and keeps the answers given to requests with an idempotency key.</summary>
internal static class StoredAnswers
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    public static async Task<Answer?> FindAsync(CrmDb db, IdempotencyKey key, CancellationToken cancellationToken)
    {
        var since = db.Author!.Now - Kept;
        var stored = await db.Set<IdempotentAnswer>()
            .AsNoTracking()
            .FirstOrDefaultAsync(answer => answer.Id == key.Id, cancellationToken);
        if (stored is null)
        {
            return null;
        }

        if (stored.Time < since)
        {
            await db.Set<IdempotentAnswer>().Where(answer => answer.Id == key.Id).ExecuteDeleteAsync(cancellationToken);
            return null;
        }

        if (!stored.BodyHash.AsSpan().SequenceEqual(key.BodyHash))
        {
            throw new ProblemException(
                Problem.Of(422, "idempotency-key-reused", "This Idempotency-Key was used for a different request.")
            );
        }

        if (key.HoldsSecret)
        {
            throw new ProblemException(
                Problem.Of(409, "secret-shown-once", "This was done already; its answer held a secret and is not kept.")
            );
        }

        return new Answer(stored.Status, stored.Body) { ETag = stored.ETag, Location = stored.Location };
    }

    public static async Task KeepAsync(
        CrmDb db,
        IdempotencyKey key,
        Answer answer,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        db.Add(
            new IdempotentAnswer
            {
                Id = key.Id,
                BodyHash = key.BodyHash,
                Status = answer.Status,
                Body = key.HoldsSecret ? null : answer.Body,
                ETag = answer.ETag,
                Location = answer.Location,
                Time = now,
            }
        );
        await db.SaveChangesAsync(cancellationToken);
    }
}
