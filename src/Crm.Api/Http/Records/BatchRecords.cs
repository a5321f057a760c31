using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Api.Data;
using Crm.Api.Kernel;
using Microsoft.Extensions.Options;

namespace Crm.Api.Http.Records;

/// <summary>Does many small operations on one resource in one request.</summary>
internal sealed class BatchRecords<TEntity, TForm, TResponse>(Resource<TEntity, TForm, TResponse> resource)
    where TEntity : Record, new()
    where TForm : class
    where TResponse : RecordResponse
{
    private const string Savepoint = "operation";

    /// <summary>Begins the pointer to a field of the operation itself, whatever fields the record in it has.</summary>
    private const string OfOperation = "../";

    public async Task<Answer> Handle(
        Body<BatchRequest> body,
        HttpContext http,
        Work work,
        DatabaseEngine engine,
        IOptions<DatabaseOptions> options,
        CancellationToken cancellationToken
    )
    {
        var writer = new RecordWriter<TEntity, TForm, TResponse>(resource, work, options)
        {
            Terms = DuplicateTerms.Of(http),
        };
        var results = new List<BatchResult>();
        foreach (var (index, operation) in body.Value.Operations!.Index())
        {
            results.Add(
                body.Value.Atomic
                    ? await DoOrFailAsync(index, operation, writer, work, engine, cancellationToken)
                    : await DoAloneAsync(index, operation, writer, work, engine, cancellationToken)
            );
            // What is done is saved; keeping it tracked would only slow down the rest.
            work.Db.ChangeTracker.Clear();
        }

        return new Answer<BatchResponse>(
            StatusCodes.Status207MultiStatus,
            Answer.Bytes(new BatchResponse { Results = results })
        );
    }

    /// <summary>All or nothing: the first failure is the answer, and says which operation it was.</summary>
    private async Task<BatchResult> DoOrFailAsync(
        int index,
        BatchOperation operation,
        RecordWriter<TEntity, TForm, TResponse> writer,
        Work work,
        DatabaseEngine engine,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await DoAsync(index, operation, writer, work, cancellationToken);
        }
        catch (Exception failure) when (IsOfTheOperation(failure, engine))
        {
            var problem = ProblemHandler.ProblemFor(failure, engine);
            if (problem.Status >= 500)
            {
                throw;
            }

            throw new ProblemException(InOperation(problem, index).With("index", index));
        }
    }

    private async Task<BatchResult> DoAloneAsync(
        int index,
        BatchOperation operation,
        RecordWriter<TEntity, TForm, TResponse> writer,
        Work work,
        DatabaseEngine engine,
        CancellationToken cancellationToken
    )
    {
        var transaction = work.Db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync(Savepoint, cancellationToken);
        try
        {
            var result = await DoAsync(index, operation, writer, work, cancellationToken);
            await transaction.ReleaseSavepointAsync(Savepoint, cancellationToken);
            return result;
        }
        catch (Exception failure) when (IsOfTheOperation(failure, engine))
        {
            var problem = ProblemHandler.ProblemFor(failure, engine);
            if (problem.Status >= 500)
            {
                throw;
            }

            await transaction.RollbackToSavepointAsync(Savepoint, cancellationToken);
            return new BatchResult
            {
                Index = index,
                Status = problem.Status,
                Problem = InOperation(problem, index),
            };
        }
    }

    /// <summary>When another request changed the same at the same moment, that is nobody's fault, and the whole batch is done again.</summary>
    private static bool IsOfTheOperation(Exception failure, DatabaseEngine engine) =>
        failure is not OperationCanceledException && !Collisions.IsOne(failure, engine);

    private async Task<BatchResult> DoAsync(
        int index,
        BatchOperation operation,
        RecordWriter<TEntity, TForm, TResponse> writer,
        Work work,
        CancellationToken cancellationToken
    )
    {
        switch (operation.Op)
        {
            case BatchVerb.Create:
                var created = await writer.CreateAsync(Form(operation), cancellationToken);
                return Result(index, StatusCodes.Status201Created, created, UpsertOutcome.Created, writer);
            case BatchVerb.Update:
                var entity = await writer.LoadAsync(IdOf(operation), cancellationToken);
                CheckEtag(operation, entity);
                var form = MergePatch.Apply(resource.ToForm(entity), Patch(operation));
                var changed = await writer.ChangeAsync(entity, form, cancellationToken);
                return Result(
                    index,
                    StatusCodes.Status200OK,
                    entity,
                    changed ? UpsertOutcome.Updated : UpsertOutcome.Unchanged,
                    writer
                );
            case BatchVerb.Upsert:
                var (outcome, upserted) = await writer.UpsertAsync(
                    operation.MatchOn ?? throw Missing("matchOn"),
                    Form(operation),
                    Patch(operation),
                    cancellationToken
                );
                return Result(
                    index,
                    outcome == UpsertOutcome.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK,
                    upserted,
                    outcome,
                    writer
                );
            case BatchVerb.Delete:
                return await DeleteAsync(index, operation, writer, work, cancellationToken);
            case null:
                throw Missing("op");
        }

        throw new InvalidOperationException($"Unknown verb {operation.Op}.");
    }

    private async Task<BatchResult> DeleteAsync(
        int index,
        BatchOperation operation,
        RecordWriter<TEntity, TForm, TResponse> writer,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var delete = $"{resource.Plural}:delete";
        if (!work.Caller.Scopes.Allows(delete))
        {
            throw new ProblemException(Problem.Of(403, "scope-missing", $"Deleting needs the scope '{delete}'."));
        }

        var id = IdOf(operation);
        var doomed =
            await id.FindAsync(resource.WithParts(work.QueryWithTrash<TEntity>()), cancellationToken)
            ?? throw new ProblemException(Problem.NotFound(resource.Kind, id.Text));
        CheckEtag(operation, doomed);
        await writer.DeleteAsync(doomed, cancellationToken);
        return new BatchResult
        {
            Index = index,
            Status = StatusCodes.Status204NoContent,
            Id = doomed.Id,
        };
    }

    private void CheckEtag(BatchOperation operation, TEntity entity)
    {
        if (operation.Etag is null && resource.IsGuarded)
        {
            throw new ProblemException(
                Problem.Of(428, "precondition-required", "Say with 'etag' which version this is about.")
            );
        }

        if (operation.Etag is not null && operation.Etag != EntityTags.Of(entity))
        {
            throw new ProblemException(
                Problem
                    .Of(412, "precondition-failed", "The record has been changed since the version in 'etag'.")
                    .With("etag", EntityTags.Of(entity))
            );
        }
    }

    private static BatchResult Result(
        int index,
        int status,
        TEntity? entity,
        UpsertOutcome outcome,
        RecordWriter<TEntity, TForm, TResponse> writer
    ) =>
        new()
        {
            Index = index,
            Status = status,
            Id = entity?.Id,
            Etag = entity is null ? null : EntityTags.Of(entity),
            Outcome = outcome,
            PossibleDuplicates = entity is null ? null : writer.PossibleDuplicates,
        };

    private static IdOrNumber IdOf(BatchOperation operation) => new(operation.Id ?? throw Missing("id"));

    private static JsonObject Patch(BatchOperation operation) => operation.Body ?? throw Missing("body");

    private static TForm Form(BatchOperation operation)
    {
        var form = BodyReader.Parse<TForm>(
            JsonSerializer.SerializeToUtf8Bytes(Patch(operation), Json.TypeInfo<JsonObject>())
        );
        FormValidation.Check(form);
        return form;
    }

    private static ProblemException Missing(string field) =>
        new(Problem.Malformed($"{OfOperation}{field}", "required", $"This operation needs '{field}'."));

    /// <summary>Pointers lead into the whole request, not into the operation or the record in it.</summary>
    private static Problem InOperation(Problem problem, int index) =>
        problem.Relocate(pointer =>
            pointer.StartsWith(OfOperation, StringComparison.Ordinal)
                ? $"/operations/{index}/{pointer[OfOperation.Length..]}"
            : pointer.StartsWith("/matchOn/", StringComparison.Ordinal) ? $"/operations/{index}{pointer}"
            : $"/operations/{index}/body{pointer}"
        );
}
