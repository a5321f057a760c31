using Crm.Api.Data;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Http.Records;

/// <summary>Puts the records that a page refers to into its answers, with one query for the page.</summary>
internal sealed class Expansion<TResponse>(
    string name,
    Func<IReadOnlyList<TResponse>, Work, CancellationToken, Task> fill
)
{
    public string Name => name;

    public Task FillAsync(IReadOnlyList<TResponse> page, Work work, CancellationToken cancellationToken) =>
        fill(page, work, cancellationToken);
}

internal static class Expansion
{
    /// <summary>A reference by id. Needs the scope to read what it refers to; what the caller may not see stays unexpanded.</summary>
    public static Expansion<TResponse> Of<TResponse, TEntity, TForm, TTarget>(
        string name,
        Func<TResponse, Guid?> idOf,
        Func<Resource<TEntity, TForm, TTarget>> target,
        Action<TResponse, TTarget> put
    )
        where TEntity : Record, new()
        where TForm : class
        where TTarget : RecordResponse =>
        new(
            name,
            async (page, work, cancellationToken) =>
            {
                var resource = target();
                if (!work.Caller.Scopes.Allows($"{resource.Plural}:read"))
                {
                    throw new ProblemException(
                        Problem.Of(
                            403,
                            "scope-missing",
                            $"Expanding '{name}' needs the scope '{resource.Plural}:read'."
                        )
                    );
                }

                var ids = page.Select(idOf).OfType<Guid>().Distinct().ToList();
                var found = await resource
                    .WithParts(work.QueryWithTrash<TEntity>())
                    .AsNoTracking()
                    .Where(entity => ids.Contains(entity.Id))
                    .ToDictionaryAsync(entity => entity.Id, cancellationToken);
                foreach (var response in page)
                {
                    if (idOf(response) is { } id && found.TryGetValue(id, out var entity))
                    {
                        put(response, resource.ToResponse(entity));
                    }
                }
            }
        );
}
