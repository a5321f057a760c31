using System.Globalization;
using System.Text;
using Crm.Api.Filters;
using Crm.TestKit;
using FsCheck;
using FsCheck.Fluent;
using SortKey = Crm.Api.Kernel.SortKey;

namespace Crm.Api.Tests.Filters;

/// <summary>Filters at random find the same cards in a database as their meaning, said in plain C#, does in memory.</summary>
public sealed class FilterMeaningTests
{
    private static readonly FilterContext Context = new(
        TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
        new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero),
        new Dictionary<string, AttributeType> { ["color"] = AttributeType.Text, ["weight"] = AttributeType.Number }
    );

    private static readonly string[] Comparisons = ["=", "!=", "<", "<=", ">", ">="];

    [Theory]
    [OnSqlite]
    [OnPostgres]
    [OnSqlServer]
    public async Task A_filter_finds_exactly_the_cards_it_means(Engine engine)
    {
        await using var db = await CardDb.CreateAsync(engine);
        var cards = Gen.Sample(RandomCards.Card, 80, 10).ToList();
        await db.AddAsync(cards);

        Prop.ForAll(
                Expected(depth: 3).ToArbitrary(),
                expected =>
                {
                    var found = db
                        .Cards.Where(FilterCompiler.Compile(expected.Filter, Card.Fields, Context with { Tables = db }))
                        .Select(card => card.Id)
                        .ToHashSet();
                    return found.SetEquals(cards.Where(expected.Holds).Select(card => card.Id));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    [OnSqlServer]
    public async Task Any_field_with_any_operator_and_value_is_answered_or_refused(Engine engine)
    {
        await using var db = await CardDb.CreateAsync(engine);
        string[] fields =
        [
            .. Card.Fields.Names,
            .. Card.Fields.Names.Select(name => $"lower({name})"),
            "owner.name",
            "contactPoints.value",
            "contactPoints.primary",
            "attributes.color",
            "attributes.weight",
            "birthday.month",
            "visits.length",
            "visits.count",
            "visits.count(length = 1)",
            "visits.any(length = 1)",
        ];
        string[] values =
        [
            "null",
            "*",
            "true",
            "-1",
            "0.00005",
            "9223372036854775807",
            "person",
            "low",
            "color",
            "a@b",
            "\"*a@\"",
            "\"*\"",
            "\"\"",
            "0002-01-01",
            "9998-12-31",
            "2026-01-31T09:30:00.1234567-08:00",
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59-14:00",
            "today()",
            "now()",
            "lastDays(36525)",
            "00000000-0000-0000-0000-000000000000",
        ];
        var filters =
            from field in Gen.Elements(fields)
            from comparison in Gen.Elements([.. Comparisons, ":"])
            from value in Gen.Elements(values)
            select $"{field} {comparison} {value}";

        Prop.ForAll(
                filters.ToArbitrary(),
                filter =>
                {
                    try
                    {
                        return !db.Cards.Any(FilterCompiler.Compile(filter, Card.Fields, Context with { Tables = db }));
                    }
                    catch (FilterException)
                    {
                        return true;
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }

    private static Gen<Meaning> Expected(int depth) =>
        depth == 0
            ? Simple
            : Gen.Frequency(
                (3, Simple),
                (
                    1,
                    from left in Expected(depth - 1)
                    from right in Expected(depth - 1)
                    select new Meaning(
                        $"({left.Filter}) AND ({right.Filter})",
                        card => left.Holds(card) && right.Holds(card)
                    )
                ),
                (
                    1,
                    from left in Expected(depth - 1)
                    from right in Expected(depth - 1)
                    select new Meaning(
                        $"({left.Filter}) OR ({right.Filter})",
                        card => left.Holds(card) || right.Holds(card)
                    )
                ),
                (
                    1,
                    Expected(depth - 1)
                        .Select(inner => new Meaning($"NOT ({inner.Filter})", card => !inner.Holds(card)))
                )
            );

    private static Gen<Meaning> Simple =>
        Gen.OneOf(
            Exactly("name", card => card.Name),
            Exactly("nickname", card => card.Nickname),
            Ordered("employees", Gen.Choose(-2, 2).Select(number => (long)number), card => card.Employees),
            Ordered("size", Gen.Choose(-2, 2), card => card.Size),
            Ordered(
                "birthday",
                Gen.Elements(RandomCards.Dates),
                card => card.Birthday,
                date => date.ToString("O", null)
            ),
            Ordered("createTime", Gen.Elements(RandomCards.Times), card => card.CreateTime, Written),
            Ordered("closeTime", Gen.Elements(RandomCards.Times), card => card.CloseTime, Written),
            Ordered(
                "amount",
                Gen.Choose(-5, 5).Select(half => half / 20_000m),
                card => card.AmountUnits / 10_000m,
                number => number.ToString(CultureInfo.InvariantCulture)
            ),
            Ordered(
                "createTime",
                Gen.Elements(RandomCards.Dates),
                card => DayInBerlin(card.CreateTime),
                date => date.ToString("O", null)
            ),
            Ordered(
                "closeTime",
                Gen.Elements(RandomCards.Dates),
                card => DayInBerlin(card.CloseTime),
                date => date.ToString("O", null)
            ),
            from text in Gen.Elements(RandomCards.Texts)
            select new Meaning(
                $"name:{Quoted(text)}",
                card => card.NameSort.Contains(SortKey.Of(text), StringComparison.Ordinal)
            ),
            from text in Gen.Elements(RandomCards.Texts)
            from comparison in Gen.Elements("<", "<=", ">", ">=")
            select new Meaning(
                $"name {comparison} {Quoted(text)}",
                card => Compares(comparison, InBytes(card.NameSort, SortKey.Of(text)))
            ),
            from text in Gen.Elements(RandomCards.Texts)
            from comparison in Gen.Elements("<", "<=", ">", ">=")
            select new Meaning(
                $"nickname {comparison} {Quoted(text)}",
                card => card.Nickname is not null && Compares(comparison, InBytes(card.Nickname, text))
            ),
            from mood in Gen.Elements("low", "fair", "high")
            from negated in Gen.Elements(true, false)
            select new Meaning(
                $"mood {(negated ? "!=" : "=")} {mood}",
                card => negated != string.Equals(card.Mood?.ToString(), mood, StringComparison.OrdinalIgnoreCase)
            ),
            from text in Gen.Elements(RandomCards.Texts)
            from negated in Gen.Elements(true, false)
            select new Meaning(
                $"attributes.color {(negated ? "!=" : "=")} {Quoted(text)}",
                card =>
                    negated != card.Attributes.Exists(attribute => attribute.Key == "color" && attribute.Text == text)
            ),
            Ordered(
                "attributes.weight",
                Gen.Elements(-0.5m, 0m, 0.25m, 0.5m),
                card => card.Attributes.Find(attribute => attribute.Key == "weight")?.Number / 10_000m,
                number => number.ToString(CultureInfo.InvariantCulture)
            ),
            from word in Gen.Elements("vip", "VIP", "old")
            select new Meaning($"tags:{word}", card => card.Tags.Exists(tag => tag.Word == word)),
            from value in Gen.Elements("ann@x", "\\*@x")
            select new Meaning(
                $"contactPoints.value = \"{value}\"",
                card => card.ContactPoints.Exists(point => point.Value == value.TrimStart('\\'))
            ),
            from primary in Gen.Elements(true, false)
            select new Meaning(
                $"contactPoints.primary != {(primary ? "true" : "false")}",
                card => card.ContactPoints.TrueForAll(point => point.IsPrimary != primary)
            ),
            Ordered("birthday.month", Gen.Choose(1, 2), card => card.Birthday?.Month),
            Ordered("birthday.day", Gen.Elements(1, 30, 31), card => card.Birthday?.Day),
            Ordered("birthday.year", Gen.Elements(1990, 2026), card => card.Birthday?.Year),
            Ordered("visits.count", Gen.Choose(-1, 2), card => (int?)card.Visits.Count),
            Ordered(
                "visits.count(length = 1 AND time < 2026-02-01)",
                Gen.Choose(0, 2),
                card => (int?)card.Visits.Count(visit => visit.Length == 1 && DayInBerlin(visit.Time)?.Month == 1)
            ),
            Ordered(
                "lastVisitAt",
                Gen.Elements(RandomCards.Times),
                card => card.Visits.Max(visit => (DateTimeOffset?)visit.Time),
                Written
            ),
            Ordered(
                "lastVisitAt",
                Gen.Elements(RandomCards.Dates),
                card => DayInBerlin(card.Visits.Max(visit => (DateTimeOffset?)visit.Time)),
                date => date.ToString("O", null)
            ),
            from length in Gen.Choose(0, 2)
            from date in Gen.Elements(RandomCards.Dates)
            from negated in Gen.Elements(true, false)
            select new Meaning(
                $"{(negated ? "NOT " : "")}visits.any(length = {length} AND NOT time = {date:O})",
                card =>
                    negated != card.Visits.Exists(visit => visit.Length == length && DayInBerlin(visit.Time) != date)
            ),
            Gen.Elements(
                new Meaning("lastVisitAt = null", card => card.Visits.Count == 0),
                new Meaning("lastVisitAt != null", card => card.Visits.Count > 0),
                new Meaning("age:*", card => card.Birthday is not null),
                new Meaning("anniversary = today()", card => card.Birthday is { Month: 1, Day: 31 }),
                new Meaning(
                    "NOT anniversary = nextDays(2)",
                    card => card.Birthday is not ({ Month: 1, Day: 31 } or { Month: 2, Day: 1 })
                ),
                new Meaning("anniversary = null", card => card.Birthday is null),
                new Meaning("nickname = null", card => card.Nickname is null),
                new Meaning("mood != null", card => card.Mood is not null),
                new Meaning("closeTime:*", card => card.CloseTime is not null),
                new Meaning("attributes.weight = null", card => !card.Attributes.Exists(row => row.Key == "weight")),
                new Meaning("tags:*", card => card.Tags.Count > 0)
            )
        );

    // Equal, unequal, and with wildcards at either end.
    private static Gen<Meaning> Exactly(string field, Func<Card, string?> value) =>
        from text in Gen.Elements(RandomCards.Texts)
        from openStart in Gen.Elements(true, false)
        from openEnd in Gen.Elements(true, false)
        from negated in Gen.Elements(true, false)
        select new Meaning(
            $"{field} {(negated ? "!=" : "=")} {Quoted(text, openStart, openEnd)}",
            card => negated != Matches(value(card), text, openStart, openEnd)
        );

    private static Gen<Meaning> Ordered<TValue>(
        string field,
        Gen<TValue> literal,
        Func<Card, TValue?> value,
        Func<TValue, string>? written = null
    )
        where TValue : struct, IComparable<TValue> =>
        from right in literal
        from comparison in Gen.Elements(Comparisons)
        select new Meaning(
            $"{field} {comparison} {(written is null ? right.ToString() : written(right))}",
            card => value(card) is { } left ? Compares(comparison, left.CompareTo(right)) : comparison == "!="
        );

    private static bool Matches(string? value, string text, bool openStart, bool openEnd) =>
        value is not null
        && (openStart, openEnd) switch
        {
            (false, false) => value == text,
            (false, true) => value.StartsWith(text, StringComparison.Ordinal),
            (true, false) => value.EndsWith(text, StringComparison.Ordinal),
            (true, true) => value.Contains(text, StringComparison.Ordinal),
        };

    private static bool Compares(string comparison, int order) =>
        comparison switch
        {
            "=" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            ">=" => order >= 0,
            _ => throw new ArgumentOutOfRangeException(nameof(comparison)),
        };

    private static int InBytes(string left, string right) =>
        Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));

    private static string Quoted(string text, bool openStart = false, bool openEnd = false)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("*", "\\*", StringComparison.Ordinal);
        return $"\"{(openStart ? "*" : "")}{escaped}{(openEnd ? "*" : "")}\"";
    }

    private static string Written(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    // January has no summer time, so Berlin is an hour ahead.
    private static DateOnly? DayInBerlin(DateTimeOffset? time) =>
        time is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime.AddHours(1)) : null;

    private sealed record Meaning(string Filter, Func<Card, bool> Holds)
    {
        public override string ToString() => Filter;
    }
}
