using System.Linq.Expressions;
using System.Reflection;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Events;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Crm.Api.Merges;

/// <summary>A column of some record that refers to a customer, as the model knows it: a resource that comes later is found by itself.</summary>
internal sealed class CustomerReference
{
    private static readonly MethodInfo LoadOfKind = Generic(nameof(LoadAsync));
    private static readonly MethodInfo FindOfKind = Generic(nameof(FindAsync));
    private static readonly MethodInfo CountOfKind = Generic(nameof(CountAsync));

    private readonly IEntityType _entity;
    private readonly IProperty _property;
    private readonly IProperty? _kind;

    private CustomerReference(IEntityType entity, IProperty property, IProperty? kind)
    {
        _entity = entity;
        _property = property;
        _kind = kind;
        Kind = EventNames.Of(entity.ClrType);
        Field = ChangeImage.NameOf(property);
    }

    /// <summary>The kind of record, such as <c>opportunity</c>.</summary>
    public string Kind { get; }

    /// <summary>The field that refers, such as <c>customerId</c>.</summary>
    public string Field { get; }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CustomerReference> Of(IModel model)
    {
        var customer = model.FindEntityType(typeof(Customer))!;
        var keys = customer
            .GetReferencingForeignKeys()
            .Where(key => !ModelConventions.IsOfPart(key) && !key.IsForGood())
            .Select(key => new CustomerReference(key.DeclaringEntityType, key.Properties[0], kind: null));
        var any = model
            .GetEntityTypes()
            .Where(entity => entity.ReferenceToAny() is not null)
            .Select(entity => new CustomerReference(
                entity,
                entity.ReferenceToAny()!.Value.Id,
                entity.ReferenceToAny()!.Value.Kind
            ));
        return
        [
            .. keys.Concat(any)
                .OrderBy(reference => reference.Kind, StringComparer.Ordinal)
                .ThenBy(reference => reference.Field, StringComparer.Ordinal),
        ];
    }

    /// <summary>The records that refer to one of these customers, those in the trash too, ready to be changed.</summary>
    public Task<IReadOnlyList<Record>> LoadAsync(
        Work work,
        IReadOnlyCollection<Guid> customers,
        CancellationToken cancellationToken
    ) => (Task<IReadOnlyList<Record>>)Invoke(LoadOfKind, work, customers, cancellationToken);

    /// <summary>The records with these ids, ready to be changed.</summary>
    public Task<IReadOnlyList<Record>> FindAsync(
        Work work,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancellationToken
    ) => (Task<IReadOnlyList<Record>>)Invoke(FindOfKind, work, ids, cancellationToken);

    /// <summary>How many records refer to each of these customers.</summary>
    public Task<Dictionary<Guid, int>> CountAsync(
        Work work,
        IReadOnlyCollection<Guid> customers,
        CancellationToken cancellationToken
    ) => (Task<Dictionary<Guid, int>>)Invoke(CountOfKind, work, customers, cancellationToken);

    public Guid? Get(Record record) => (Guid?)_property.GetGetter().GetClrValue(record);

    public void Set(Record record, Guid customer) => _property.PropertyInfo!.SetValue(record, customer);

    private object Invoke(
        MethodInfo method,
        Work work,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancellationToken
    ) => method.MakeGenericMethod(_entity.ClrType).Invoke(this, [work, ids, cancellationToken])!;

    private async Task<IReadOnlyList<Record>> LoadAsync<T>(
        Work work,
        IReadOnlyCollection<Guid> customers,
        CancellationToken cancellationToken
    )
        where T : Record => await Referring<T>(work, customers).ToListAsync(cancellationToken);

    private static async Task<IReadOnlyList<Record>> FindAsync<T>(
        Work work,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancellationToken
    )
        where T : Record =>
        await work.QueryWithTrash<T>()
            .Where(record => EF.Parameter(ids).Contains(record.Id))
            .ToListAsync(cancellationToken);

    private async Task<Dictionary<Guid, int>> CountAsync<T>(
        Work work,
        IReadOnlyCollection<Guid> customers,
        CancellationToken cancellationToken
    )
        where T : Record
    {
        var name = _property.Name;
        var counts = await Referring<T>(work, customers)
            .GroupBy(record => EF.Property<Guid?>(record, name))
            .Select(group => new { Customer = group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);
        return counts.ToDictionary(count => count.Customer!.Value, count => count.Count);
    }

    private IQueryable<T> Referring<T>(Work work, IReadOnlyCollection<Guid> customers)
        where T : Record
    {
        var name = _property.Name;
        var records =
            _property.ClrType == typeof(Guid)
                ? work.QueryWithTrash<T>()
                    .Where(record => EF.Parameter(customers).Contains(EF.Property<Guid>(record, name)))
                : work.QueryWithTrash<T>()
                    .Where(record => EF.Parameter(customers).Contains(EF.Property<Guid?>(record, name)!.Value));
        return _kind is null ? records : records.Where(IsCustomer<T>(_kind));
    }

    /// <summary>The kind is written as a word, or is one of an enum's.</summary>
    private static Expression<Func<T, bool>> IsCustomer<T>(IProperty kind)
    {
        var record = Expression.Parameter(typeof(T), "record");
        var type = Nullable.GetUnderlyingType(kind.ClrType) ?? kind.ClrType;
        var value = type.IsEnum ? Enum.Parse(type, nameof(Customer)) : EventNames.Of(typeof(Customer));
        var equals = Expression.Equal(
            Expression.Property(record, kind.PropertyInfo!),
            Expression.Constant(value, kind.ClrType)
        );
        return Expression.Lambda<Func<T, bool>>(equals, record);
    }

    private static MethodInfo Generic(string name) =>
        typeof(CustomerReference)
            .GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic)
            .Single(method => method.Name == name && method.IsGenericMethodDefinition);
}
