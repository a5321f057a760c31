using System.Linq.Expressions;
using System.Numerics;
using Crm.Api.Paging;

namespace Crm.Api.Filters;

/// <summary>The fields of a resource that filters and orderings may name; built once.</summary>
internal sealed class FieldTable<T>
{
    private readonly OrderedDictionary<string, Field<T>> _fields = [];

    public IReadOnlyCollection<string> Names => _fields.Keys;

    /// <summary>The names that an ordering may use.</summary>
    public IEnumerable<string> Sortable =>
        _fields.Values.Where(known => known.OrderingKey is not null).Select(known => known.Name);

    public Field<T> this[string name] => _fields[name];

    /// <summary>A text. The sort key is the column that holds its folded form; the literal function brings a
    /// whole value into the form the column holds, or says by null that it has none.</summary>
    public FieldTable<T> Text(
        string name,
        Expression<Func<T, string?>> value,
        Expression<Func<T, string?>>? sortKey = null,
        Func<string, string?>? literal = null
    ) => Add(new TextField<T>(name, value, sortKey, literal));

    /// <summary>An enum; ordered as its members are declared.</summary>
    public FieldTable<T> Choice<TChoice>(string name, Expression<Func<T, TChoice>> value)
        where TChoice : struct, Enum => AddChoice<TChoice>(name, value);

    /// <inheritdoc cref="Choice{TChoice}(string, Expression{Func{T, TChoice}})"/>
    public FieldTable<T> Choice<TChoice>(string name, Expression<Func<T, TChoice?>> value)
        where TChoice : struct, Enum => AddChoice<TChoice>(name, value);

    /// <summary>An enum that no column holds: the condition each member stands for. Not sortable.</summary>
    public FieldTable<T> Choice<TChoice>(string name, Func<TChoice, FilterContext, Expression<Func<T, bool>>> condition)
        where TChoice : struct, Enum => Add(new ComputedChoiceField<T, TChoice>(name, condition));

    /// <summary>An id; not sortable, since its order means nothing.</summary>
    public FieldTable<T> Id(string name, Expression<Func<T, Guid>> value) => AddId(name, value);

    /// <inheritdoc cref="Id(string, Expression{Func{T, Guid}})"/>
    public FieldTable<T> Id(string name, Expression<Func<T, Guid?>> value) => AddId(name, value);

    /// <summary>A whole number.</summary>
    public FieldTable<T> Whole<TNumber>(string name, Expression<Func<T, TNumber>> value)
        where TNumber : struct, IBinaryInteger<TNumber>, IMinMaxValue<TNumber> => AddWhole<TNumber>(name, value);

    /// <inheritdoc cref="Whole{TNumber}(string, Expression{Func{T, TNumber}})"/>
    public FieldTable<T> Whole<TNumber>(string name, Expression<Func<T, TNumber?>> value)
        where TNumber : struct, IBinaryInteger<TNumber>, IMinMaxValue<TNumber> => AddWhole<TNumber>(name, value);

    /// <summary>A decimal number, held as the whole number value × 10^scale.</summary>
    public FieldTable<T> Scaled(string name, Expression<Func<T, long>> units, int scale) =>
        AddScaled(name, units, scale);

    /// <inheritdoc cref="Scaled(string, Expression{Func{T, long}}, int)"/>
    public FieldTable<T> Scaled(string name, Expression<Func<T, long?>> units, int scale) =>
        AddScaled(name, units, scale);

    /// <summary>True or false.</summary>
    public FieldTable<T> Flag(string name, Expression<Func<T, bool>> value) => AddFlag(name, value);

    /// <inheritdoc cref="Flag(string, Expression{Func{T, bool}})"/>
    public FieldTable<T> Flag(string name, Expression<Func<T, bool?>> value) => AddFlag(name, value);

    /// <summary>A date, which has no zone.</summary>
    public FieldTable<T> Date(string name, Expression<Func<T, DateOnly>> value) => AddDate(name, value);

    /// <inheritdoc cref="Date(string, Expression{Func{T, DateOnly}})"/>
    public FieldTable<T> Date(string name, Expression<Func<T, DateOnly?>> value) => AddDate(name, value);

    /// <summary>An instant; compared with a date, it lies within, before or after that day of the caller's.</summary>
    public FieldTable<T> Time(string name, Expression<Func<T, DateTimeOffset>> value) => AddTime(name, value);

    /// <inheritdoc cref="Time(string, Expression{Func{T, DateTimeOffset}})"/>
    public FieldTable<T> Time(string name, Expression<Func<T, DateTimeOffset?>> value) => AddTime(name, value);

    /// <summary>A collection whose rows have fields of their own.</summary>
    public FieldTable<T> Many<TRow>(
        string name,
        Expression<Func<T, IEnumerable<TRow>>> rows,
        FieldTable<TRow> fields
    ) => Add(new ManyField<T, TRow>(name, (record, _) => rows.On(record), fields));

    /// <summary>Rows of another table that belong to this record.</summary>
    /// <param name="name">What they are called.</param>
    /// <param name="table">The table.</param>
    /// <param name="rows">Those of them that belong to a record.</param>
    /// <param name="fields">What may be asked of a row.</param>
    /// <param name="note">What the documentation says instead of naming all of the fields.</param>
    public FieldTable<T> Many<TOther, TRow>(
        string name,
        Func<IFilterTables, IQueryable<TOther>> table,
        Expression<Func<T, IQueryable<TOther>, IEnumerable<TRow>>> rows,
        FieldTable<TRow> fields,
        string? note = null
    ) =>
        Add(
            new ManyField<T, TRow>(
                name,
                (record, context) => rows.On(record, table(context.Tables)),
                fields,
                note is null
                    ? null
                    : new FieldDescription($"{name}.{{field}}", FieldType.Records, IsSortable: false, [])
                    {
                        Note = note,
                    }
            )
        );

    /// <summary>The latest time among rows of another table that belong to this record; missing where there are none. Not sortable.</summary>
    /// <inheritdoc cref="Many{TOther,TRow}(string, Func{IFilterTables, IQueryable{TOther}}, Expression{Func{T, IQueryable{TOther}, IEnumerable{TRow}}}, FieldTable{TRow}, string?)"/>
    public FieldTable<T> Latest<TOther>(
        string name,
        Func<IFilterTables, IQueryable<TOther>> table,
        Expression<Func<T, IQueryable<TOther>, IEnumerable<TOther>>> rows,
        Expression<Func<TOther, DateTimeOffset>> time,
        string note
    ) => Add(new LatestField<T, TOther>(name, (record, context) => rows.On(record, table(context.Tables)), time, note));

    /// <summary>The day of the year of a date, given as month × 100 + day: <c>birthday = today()</c>. Not sortable.</summary>
    public FieldTable<T> Anniversary(string name, Expression<Func<T, int?>> monthDay) =>
        Add(new AnniversaryField<T>(name, monthDay));

    /// <summary>The full years since a date. Not sortable; the date is.</summary>
    public FieldTable<T> Years(string name, Expression<Func<T, DateOnly?>> since) =>
        Add(new YearsField<T>(name, since));

    /// <summary>Another record that this one points to.</summary>
    public FieldTable<T> One<TOther>(string name, Expression<Func<T, TOther?>> other, FieldTable<TOther> fields)
        where TOther : class => Add(new OneField<T, TOther>(name, other, fields));

    /// <summary>Custom attributes. The columns are named text, number, date and flag.</summary>
    public FieldTable<T> Keyed<TRow>(
        string name,
        Expression<Func<T, IEnumerable<TRow>>> rows,
        Expression<Func<TRow, string>> key,
        FieldTable<TRow> columns
    ) => Add(new KeyedField<T, TRow>(name, rows, key, columns));

    /// <summary>A collection of words, one to a row.</summary>
    public FieldTable<T> Words<TRow>(
        string name,
        Expression<Func<T, IEnumerable<TRow>>> rows,
        Expression<Func<TRow, string>> word
    ) => Add(new WordsField<T, TRow>(name, rows, word));

    /// <summary>A collection of words.</summary>
    public FieldTable<T> Words(string name, Expression<Func<T, IEnumerable<string>>> words) =>
        Words(name, words, word => word);

    /// <summary>All fields, in the order they were named, for the documentation.</summary>
    public IReadOnlyList<FieldDescription> Describe() => [.. _fields.Values.SelectMany(field => field.Describe())];

    /// <summary>The fields as parts of another; ordering reaches no further than a record's own fields.</summary>
    public IEnumerable<FieldDescription> DescribeAs(string owner) =>
        Describe().Select(field => field with { Name = $"{owner}.{field.Name}", IsSortable = false });

    public Field<T>? Find(string name) => _fields.GetValueOrDefault(name);

    /// <summary>The condition that a restriction puts on a record of this table.</summary>
    public Expression Restrict(Expression record, Restriction restriction, int depth, FilterContext context)
    {
        var segment = restriction.Target.Path[depth];
        var field = Find(segment.Name) ?? throw FilterMistake.UnknownField(segment, Names);
        if (restriction.Target.Rows is not null && depth == restriction.Target.Path.Count - 1)
        {
            throw FilterMistake.NoRows(segment);
        }

        return field.Restrict(record, restriction, depth + 1, context);
    }

    private FieldTable<T> Add(Field<T> field)
    {
        _fields.Add(field.Name, field);
        return this;
    }

    private FieldTable<T> AddChoice<TChoice>(string name, LambdaExpression value)
        where TChoice : struct, Enum =>
        Add(
            new ExactField<T, TChoice>(
                name,
                FieldType.Choice,
                value,
                ChoiceWords<TChoice>.Read,
                OrderingKey.OfChoice<T, TChoice>(value),
                ChoiceWords<TChoice>.Words
            )
        );

    private FieldTable<T> AddId(string name, LambdaExpression value) =>
        Add(new ExactField<T, Guid>(name, FieldType.Id, value, LiteralReader.Id));

    private FieldTable<T> AddFlag(string name, LambdaExpression value) =>
        Add(new ExactField<T, bool>(name, FieldType.Flag, value, LiteralReader.Flag));

    private FieldTable<T> AddWhole<TNumber>(string name, LambdaExpression value)
        where TNumber : struct, IBinaryInteger<TNumber>, IMinMaxValue<TNumber> =>
        Add(
            new OrderedField<T, TNumber>(
                name,
                FieldType.Whole,
                value,
                (argument, _) => LiteralReader.Whole<TNumber>(argument),
                OrderingKey.OfNumber<T, TNumber>(value)
            )
        );

    private FieldTable<T> AddScaled(string name, LambdaExpression units, int scale) =>
        Add(
            new OrderedField<T, long>(
                name,
                FieldType.Decimal,
                units,
                (argument, _) => LiteralReader.Scaled(argument, scale),
                OrderingKey.OfNumber<T, long>(units)
            )
        );

    private FieldTable<T> AddDate(string name, LambdaExpression value) => Add(new DateField<T>(name, value));

    private FieldTable<T> AddTime(string name, LambdaExpression value) =>
        Add(
            new OrderedField<T, DateTimeOffset>(
                name,
                FieldType.Time,
                value,
                LiteralReader.Time,
                OrderingKey.OfTime<T>(value)
            )
        );
}
