using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Microsoft.Extensions.Options;

namespace Crm.Api.Cases;

/// <summary>What the verbs that move a case have in common: load it, check the version, move it, save, answer.</summary>
internal sealed class CaseChange(CaseResource cases, Work work, IOptions<DatabaseOptions> options)
{
    public async Task<Case> LoadAsync(IdOrNumber id, HttpContext http, CancellationToken cancellationToken)
    {
        var writer = new RecordWriter<Case, CaseForm, CaseResponse>(cases, work, options);
        var found = await writer.LoadAsync(id, cancellationToken);
        EntityTags.CheckIfMatch(http, found, cases.IsGuarded);
        return found;
    }

    public async Task<Answer<CaseResponse>> MoveAsync(
        IdOrNumber id,
        HttpContext http,
        Action<Case> move,
        CancellationToken cancellationToken
    )
    {
        var moved = await LoadAsync(id, http, cancellationToken);
        move(moved);
        return await SaveAsync(moved, cancellationToken);
    }

    public async Task<Answer<CaseResponse>> SaveAsync(Case changed, CancellationToken cancellationToken)
    {
        await work.Db.SaveChangesAsync(cancellationToken);
        return Answer.Ok(cases.ToResponse(changed), EntityTags.Of(changed));
    }
}
