using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Crm.Api.Data;
using Crm.Api.Kernel;
using Microsoft.Extensions.Options;

namespace Crm.Api.Http.Records;

/// <summary>Creates a record, or updates the one it matches.</summary>
internal sealed class UpsertRecord<TEntity, TForm, TResponse>(Resource<TEntity, TForm, TResponse> resource)
    where TEntity : Record, new()
    where TForm : class
    where TResponse : RecordResponse
{
    public async Task<Answer> Handle(
        Body<UpsertRequest<TForm>> body,
        HttpContext http,
        Work work,
        DatabaseEngine engine,
        IOptions<DatabaseOptions> options,
        CancellationToken cancellationToken
    )
    {
        var said = MergePatch.Parse(http.Features.Get<RawBody>()!.Bytes.Span);
        var writer = new RecordWriter<TEntity, TForm, TResponse>(resource, work, options)
        {
            Terms = DuplicateTerms.Of(http),
        };
        Upserted<TEntity> upserted;
        try
        {
            upserted = await writer.UpsertAsync(
                body.Value.MatchOn!,
                body.Value.Record!,
                (JsonObject)said["record"]!,
                cancellationToken
            );
        }
        catch (Exception failure) when (ProblemHandler.ProblemFor(failure, engine) is { Status: < 500 } problem)
        {
            throw new ProblemException(problem.Relocate(InRequest));
        }

        var (outcome, entity) = upserted;
        var response = new UpsertResponse<TResponse>
        {
            Outcome = outcome,
            Record = entity is null ? null : writer.ToResponse(entity),
        };
        return Answer.Ok(response, entity is null ? null : EntityTags.Of(entity));
    }

    private static string InRequest(string pointer) =>
        pointer.StartsWith("/matchOn/", StringComparison.Ordinal) ? pointer : $"/record{pointer}";
}

/// <summary>A record to create, or to update when one matches.</summary>
internal sealed class UpsertRequest<TForm>
{
    /// <summary>Keys to look for, in this order; the first that finds something decides.</summary>
    [Required]
    [MinLength(1)]
    [MaxLength(5)]
    public IReadOnlyList<string>? MatchOn { get; init; }

    /// <summary>The whole record for a create; for an update, applied as a merge patch.</summary>
    [Required]
    public TForm? Record { get; init; }
}

/// <summary>What became of it.</summary>
internal sealed class UpsertResponse<TResponse>
{
    /// <summary><c>duplicate</c> means that several records match; then nothing was changed.</summary>
    [Required]
    public required UpsertOutcome Outcome { get; init; }

    /// <summary>The record as it is now.</summary>
    public TResponse? Record { get; init; }
}
