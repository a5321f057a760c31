using System.Linq.Expressions;
using Crm.Api.Filters;
using Crm.Api.Kernel;

namespace Crm.Api.Paging;

/// <summary>An order in which a list is read page by page; the id makes it total.</summary>
internal sealed class Ordering<T>
    where T : IRecord
{
    private const int MaximumKeys = 4;

    private static readonly OrderingKey<T> IdKey = OrderingKeyOfId();

    private readonly IReadOnlyList<Step> _steps;

    private Ordering(IReadOnlyList<Step> steps) => _steps = steps;

    /// <summary>Reads "createTime desc,name"; blank means by id alone.</summary>
    /// <exception cref="FilterException">The ordering cannot be understood.</exception>
    public static Ordering<T> Parse(string? text, FieldTable<T> table)
    {
        var words = OrderingWords.Read(text ?? "");
        if (words.Count > MaximumKeys)
        {
            throw new FilterException(
                FilterCode.OrderTooMany,
                words[MaximumKeys].Position,
                $"A list can be ordered by at most {MaximumKeys} fields."
            );
        }

        var steps = words.Select(word => new Step(KeyOf(word, table), word.IsDescending)).ToList();
        if (steps.TrueForAll(step => step.Key != IdKey))
        {
            // In the direction of the last key, so that an index on (key, id) serves both directions.
            steps.Add(new Step(IdKey, steps is [.., var last] && last.IsDescending));
        }

        return new Ordering<T>(steps);
    }

    /// <summary>The records in this order.</summary>
    public IOrderedQueryable<T> Apply(IQueryable<T> records)
    {
        IOrderedQueryable<T>? ordered = null;
        foreach (var step in _steps)
        {
            ordered = step.Key.Order(records, ordered, step.IsDescending);
        }

        return ordered!;
    }

    /// <summary>The records that stand after a position, whether or not the record it came from still exists.</summary>
    /// <exception cref="FormatException">The position belongs to another ordering.</exception>
    public IQueryable<T> After(IQueryable<T> records, IReadOnlyList<string?> position)
    {
        if (position.Count != _steps.Count)
        {
            throw new FormatException($"This ordering has {_steps.Count} keys, the position {position.Count}.");
        }

        var record = Expression.Parameter(typeof(T), "record");
        Expression? after = null;
        for (var index = _steps.Count - 1; index >= 0; index--)
        {
            after = _steps[index].Key.After(record, position[index], _steps[index].IsDescending, after);
        }

        return records.Where(Expression.Lambda<Func<T, bool>>(after!, record));
    }

    /// <summary>Where a record stands in this order.</summary>
    public IReadOnlyList<string?> PositionOf(T record) => [.. _steps.Select(step => step.Key.PositionOf(record))];

    private static OrderingKey<T> KeyOf(OrderingWord word, FieldTable<T> table)
    {
        if (word.Name == "id")
        {
            return IdKey;
        }

        var field =
            table.Find(word.Name)
            ?? throw new FilterException(
                FilterCode.OrderUnknownField,
                word.Position,
                $"There is no field {word.Name} to order by.",
                NearestName.Of(word.Name, table.Sortable)
            );
        return field.OrderingKey
            ?? throw new FilterException(
                FilterCode.OrderNotSortable,
                word.Position,
                $"A list cannot be ordered by {word.Name}, only by {string.Join(", ", table.Sortable)}."
            );
    }

    private static OrderingKey<T> OrderingKeyOfId()
    {
        // Through the record's own property: a query over the interface's would have to see through a conversion.
        var record = Expression.Parameter(typeof(T), "record");
        return OrderingKey.OfId<T>(Expression.Lambda(Expression.Property(record, nameof(IRecord.Id)), record));
    }

    private sealed record Step(OrderingKey<T> Key, bool IsDescending);
}
