using System.Linq.Expressions;
using Crm.Api.Kernel;

namespace Crm.Api.Http.Records;

/// <summary>The reference by which a record stands below another of its kind, for the database and for records at hand.</summary>
internal sealed class TreeLink<T>(Expression<Func<T, Guid?>> above)
    where T : Record
{
    private readonly Func<T, Guid?> _above = above.Compile();

    public Expression<Func<T, Guid?>> Stored => above;

    public Guid? Of(T record) => _above(record);
}
