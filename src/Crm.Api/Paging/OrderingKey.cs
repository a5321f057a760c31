using System.Globalization;
using System.Linq.Expressions;
using System.Numerics;
using Crm.Api.Filters;

namespace Crm.Api.Paging;

/// <summary>One column that records are ordered by; missing values come last in either direction.</summary>
/// <remarks>Engines disagree where missing values go by themselves, so the order says it.</remarks>
internal abstract class OrderingKey<T>
{
    public abstract IOrderedQueryable<T> Order(IQueryable<T> records, IOrderedQueryable<T>? ordered, bool descending);

    /// <summary>The condition that a record stands after the position, told by the rest of the keys when it is level.</summary>
    public abstract Expression After(Expression record, string? position, bool descending, Expression? rest);

    /// <summary>Where a record stands, as text that reads back to the same value.</summary>
    public abstract string? PositionOf(T record);
}

/// <summary>The kinds of columns that records can be ordered by.</summary>
internal static class OrderingKey
{
    public static OrderingKey<T> OfText<T>(LambdaExpression text) =>
        new OrderingKey<T, string>(text, value => value, value => value);

    public static OrderingKey<T> OfNumber<T, TNumber>(LambdaExpression number)
        where TNumber : struct, IBinaryInteger<TNumber> =>
        new OrderingKey<T, TNumber>(
            number,
            value => value.ToString(null, CultureInfo.InvariantCulture),
            value => TNumber.Parse(value, CultureInfo.InvariantCulture)
        );

    public static OrderingKey<T> OfDate<T>(LambdaExpression date) =>
        new OrderingKey<T, DateOnly>(
            date,
            value => value.ToString("O", CultureInfo.InvariantCulture),
            value => DateOnly.ParseExact(value, "O", CultureInfo.InvariantCulture)
        );

    public static OrderingKey<T> OfTime<T>(LambdaExpression time) =>
        new OrderingKey<T, DateTimeOffset>(
            time,
            value => value.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
            value => DateTimeOffset.ParseExact(value, "O", CultureInfo.InvariantCulture)
        );

    public static OrderingKey<T> OfId<T>(LambdaExpression id) =>
        new OrderingKey<T, Guid>(id, value => value.ToString("D"), value => Guid.ParseExact(value, "D"));

    /// <summary>Choices come in the order they are declared, whatever the column holds.</summary>
    public static OrderingKey<T> OfChoice<T, TChoice>(LambdaExpression choice)
        where TChoice : struct, Enum
    {
        var choices = ChoiceWords<TChoice>.Choices;
        var type = choice.Body.CanBeNull() ? typeof(int?) : typeof(int);
        Expression rank = choice.Body.CanBeNull()
            ? Expression.Constant(null, type)
            : Expression.Constant(choices.Count, type);
        for (var index = choices.Count - 1; index >= 0; index--)
        {
            var isThis = Expression.Equal(choice.Body, Expression.Constant(choices[index], choice.Body.Type));
            rank = Expression.Condition(isThis, Expression.Constant(index, type), rank);
        }

        return OfNumber<T, int>(Expression.Lambda(rank, choice.Parameters));
    }
}

/// <inheritdoc cref="OrderingKey{T}"/>
internal sealed class OrderingKey<T, TValue>(
    LambdaExpression column,
    Func<TValue, string> write,
    Func<string, TValue> read
) : OrderingKey<T>
{
    private readonly bool _canBeMissing = Nullability.CanBeNull(column.Body);

    private readonly Lazy<Func<T, object?>> _valueOf = new(() =>
        Expression
            .Lambda<Func<T, object?>>(Expression.Convert(column.Body, typeof(object)), column.Parameters)
            .Compile()
    );

    public override IOrderedQueryable<T> Order(IQueryable<T> records, IOrderedQueryable<T>? ordered, bool descending)
    {
        if (_canBeMissing)
        {
            var isMissing = Expression.Lambda(column.Body.IsNull(), column.Parameters);
            ordered = By(records, ordered, isMissing, descending: false);
        }

        return By(records, ordered, column, descending);
    }

    public override Expression After(Expression record, string? position, bool descending, Expression? rest)
    {
        var value = column.On(record);
        if (position is null)
        {
            if (!_canBeMissing)
            {
                throw new FormatException("This key always has a value, but the position has none.");
            }

            return rest is null ? ExpressionParts.Never : Expression.AndAlso(value.IsNull(), rest);
        }

        var here = read(position);
        var beyond = Beyond(value, here, descending);
        if (rest is null)
        {
            return OrMissing(value, beyond);
        }

        var isLevel = Expression.Equal(value, ExpressionParts.ParameterFor(value, here));
        if (_canBeMissing)
        {
            return OrMissing(value, Expression.OrElse(beyond, Expression.AndAlso(isLevel, rest)));
        }

        // The first half repeats what the second implies, in the only form that engines read as a range of an index.
        return Expression.AndAlso(NotBefore(value, here, descending), Expression.OrElse(beyond, rest));
    }

    public override string? PositionOf(T record) => _valueOf.Value(record) is TValue value ? write(value) : null;

    private Expression OrMissing(Expression value, Expression beyond) =>
        _canBeMissing ? Expression.OrElse(beyond, value.IsNull()) : beyond;

    private static BinaryExpression Beyond(Expression value, TValue here, bool descending) =>
        Compare(value, here, descending ? ExpressionType.LessThan : ExpressionType.GreaterThan);

    private static BinaryExpression NotBefore(Expression value, TValue here, bool descending) =>
        Compare(value, here, descending ? ExpressionType.LessThanOrEqual : ExpressionType.GreaterThanOrEqual);

    private static BinaryExpression Compare(Expression value, TValue here, ExpressionType comparison)
    {
        var parameter = ExpressionParts.ParameterFor(value, here);
        return value.Type == typeof(string)
            ? Expression.MakeBinary(
                comparison,
                Expression.Call(typeof(string), nameof(string.Compare), typeArguments: null, value, parameter),
                Expression.Constant(0)
            )
            : Expression.MakeBinary(comparison, value, parameter);
    }

    private static IOrderedQueryable<T> By(
        IQueryable<T> records,
        IOrderedQueryable<T>? ordered,
        LambdaExpression key,
        bool descending
    )
    {
        var method = (ordered, descending) switch
        {
            (null, false) => nameof(Queryable.OrderBy),
            (null, true) => nameof(Queryable.OrderByDescending),
            (not null, false) => nameof(Queryable.ThenBy),
            (not null, true) => nameof(Queryable.ThenByDescending),
        };
        var source = ordered ?? records;
        var call = Expression.Call(
            typeof(Queryable),
            method,
            [typeof(T), key.ReturnType],
            source.Expression,
            Expression.Quote(key)
        );
        return (IOrderedQueryable<T>)source.Provider.CreateQuery<T>(call);
    }
}
