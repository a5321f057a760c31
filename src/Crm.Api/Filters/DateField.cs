using System.Linq.Expressions;
using Crm.Api.Paging;

namespace Crm.Api.Filters;

/// <summary>A date, which has no zone; <c>birthDate.month = 12</c> asks for a part of it.</summary>
internal sealed class DateField<T>(string name, LambdaExpression value) : Field<T>(name, FieldType.Date)
{
    private static readonly Dictionary<string, string> Parts = new(StringComparer.Ordinal)
    {
        ["year"] = nameof(DateOnly.Year),
        ["month"] = nameof(DateOnly.Month),
        ["day"] = nameof(DateOnly.Day),
    };

    private readonly OrderedField<T, DateOnly> _whole = new(
        name,
        FieldType.Date,
        value,
        LiteralReader.Date,
        Paging.OrderingKey.OfDate<T>(value)
    );

    public override OrderingKey<T> OrderingKey => _whole.OrderingKey;

    public override Expression Restrict(Expression record, Restriction restriction, int depth, FilterContext context)
    {
        var path = restriction.Target.Path;
        return depth == path.Count - 1 && Parts.TryGetValue(path[depth].Name, out var part)
            ? RestrictPart(record, restriction, part)
            : _whole.Restrict(record, restriction, depth, context);
    }

    private Expression RestrictPart(Expression record, Restriction restriction, string part)
    {
        if (restriction.Target is { Rows: not null } target)
        {
            throw FilterMistake.NoRows(target.Path[^1]);
        }

        if (restriction is { Target.Function: not null } or { Argument: AnyValue or Literal { IsNull: true } })
        {
            throw FilterMistake.Operator(restriction, "= != < <= > >= and a whole number");
        }

        var date = value.On(record);
        var present = date.CanBeNull() ? Expression.Property(date, nameof(Nullable<>.Value)) : date;
        var compared = LiteralReader
            .Whole<int>(restriction.Argument)
            .Compare(Expression.Property(present, part), restriction.Operator);
        return date.CanBeNull() ? Expression.AndAlso(date.IsPresent(), compared) : compared;
    }
}
