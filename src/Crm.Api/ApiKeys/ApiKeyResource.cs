using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.ApiKeys;

/// <summary>API keys as a resource. Deleting a key revokes it at once.</summary>
internal sealed class ApiKeyResource(KeyRing ring) : Resource<ApiKey, ApiKeyForm, ApiKeyResponse>
{
    public override string Kind => "apiKey";

    public override string Plural => "api-keys";

    public override FieldTable<ApiKey> Fields { get; } =
        new FieldTable<ApiKey>()
            .Text("name", key => key.Name)
            .Text("prefix", key => key.Prefix)
            .Time("expireTime", key => key.ExpireTime)
            .Time("createTime", key => key.CreateTime)
            .Time("updateTime", key => key.UpdateTime);

    public override IQueryable<ApiKey> WithReferences(IQueryable<ApiKey> query) => query.Include(key => key.Use);

    /// <summary>The use of a key is no part of it, so that the ways of reading records with their parts do not see it.</summary>
    public override Task<List<ApiKey>> ReadAsync(
        IReadOnlyCollection<Guid> ids,
        Work work,
        CancellationToken cancellationToken
    ) =>
        WithReferences(work.QueryWithTrash<ApiKey>())
            .AsNoTracking()
            .Where(key => EF.Parameter(ids).Contains(key.Id))
            .ToListAsync(cancellationToken);

    public override ApiKeyForm ToForm(ApiKey entity) =>
        new()
        {
            Name = entity.Name,
            Scopes = [.. ScopeSet.Parse(entity.Scopes).Scopes],
            ExpireTime = entity.ExpireTime,
        };

    public override ApiKeyResponse ToResponse(ApiKey entity)
    {
        var response = new ApiKeyResponse
        {
            Name = entity.Name,
            Prefix = entity.Prefix,
            Scopes = [.. ScopeSet.Parse(entity.Scopes).Scopes.Order(StringComparer.Ordinal)],
            ExpireTime = entity.ExpireTime,
            LastUseTime = entity.Use?.LastUseTime,
            Key = entity.PlainKey,
        };
        response.Describe(entity);
        return response;
    }

    public override Task FillAsync(ApiKey entity, ApiKeyForm form, Work work, CancellationToken cancellationToken)
    {
        CheckScopes(form.Scopes!, work.Caller);
        entity.Name = form.Name!;
        entity.Scopes = ScopeSet.Parse(string.Join(' ', form.Scopes!)).ToString();
        entity.ExpireTime = form.ExpireTime;
        if (entity.IsNew)
        {
            entity.MakeSecret();
        }

        ring.Forget(entity.Id);
        return Task.CompletedTask;
    }

    public override Task CheckDeleteAsync(ApiKey entity, Work work, CancellationToken cancellationToken)
    {
        ring.Forget(entity.Id);
        return Task.CompletedTask;
    }

    private static void CheckScopes(IReadOnlyList<string> scopes, Caller caller)
    {
        for (var index = 0; index < scopes.Count; index++)
        {
            if (!ScopeSet.IsWellFormed(scopes[index]))
            {
                throw RuleBroken.Invalid(
                    "scope-malformed",
                    $"'{scopes[index]}' is not of the form resource:verb.",
                    $"/scopes/{index}"
                );
            }

            if (!caller.Scopes.Allows(scopes[index]))
            {
                throw RuleBroken.Invalid(
                    "scope-beyond-caller",
                    $"A key cannot give what it does not have: '{scopes[index]}'.",
                    $"/scopes/{index}"
                );
            }
        }
    }
}
