using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Kernel;

namespace Crm.Api.Http.Lists;

/// <summary>The tables of a unit of work, as filters look into them.</summary>
/// <param name="work">Whose records.</param>
/// <param name="checksScopes">Whether whoever asks about records of another kind needs the scope to read them.</param>
internal sealed class WorkTables(Work work, bool checksScopes) : IFilterTables
{
    public IQueryable<T> Records<T>(string plural)
        where T : Record =>
        !checksScopes || work.Caller.Scopes.Allows($"{plural}:read")
            ? work.Query<T>()
            : throw new ProblemException(
                Problem.Of(403, "scope-missing", $"Filtering by {plural} needs the scope '{plural}:read'.")
            );

    public IQueryable<T> Rows<T>()
        where T : class => work.Db.Set<T>();
}
