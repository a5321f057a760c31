using Crm.Api.Kernel;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Api.Tests.Filters;

/// <summary>Cards at random, of few different values, so that many are missing and many are alike.</summary>
internal static class RandomCards
{
    public static readonly string[] Texts =
    [
        "a",
        "A",
        "ab",
        "aB",
        "ä",
        "Äb",
        "b",
        "a%",
        "a_b",
        "%",
        "\\",
        "'",
        "\"",
        "[a]",
        "*",
        "ß",
        "ss",
        "中",
        "😀",
        "\uFFFD",
        "",
    ];

    public static readonly DateOnly[] Dates = [new(1990, 1, 1), new(2026, 1, 30), new(2026, 1, 31), new(2026, 2, 1)];

    public static readonly DateTimeOffset[] Times =
    [
        new(2026, 1, 30, 22, 59, 59, TimeSpan.Zero),
        new(2026, 1, 30, 23, 0, 0, TimeSpan.Zero),
        new(2026, 1, 31, 12, 0, 0, 500, TimeSpan.Zero),
        new(2026, 1, 31, 22, 59, 59, 999, TimeSpan.Zero),
        new(2026, 1, 31, 23, 0, 0, TimeSpan.Zero),
    ];

    public static readonly Gen<Card> Card =
        from id in Id
        from name in Gen.Elements(Texts)
        from nickname in OrNothing(Gen.Elements(Texts))
        from kind in Gen.Elements(Enum.GetValues<CardKind>())
        from mood in OrNull(Gen.Elements(Enum.GetValues<CardMood>()))
        from employees in OrNull(Gen.Choose(-1, 1).Select(number => (long)number))
        from size in Gen.Choose(-1, 1)
        from amount in Gen.Choose(-2, 2)
        from valid in Gen.Elements(true, false)
        from birthday in OrNull(Gen.Elements(Dates))
        from created in Gen.Elements(Times)
        from closed in OrNull(Gen.Elements(Times))
        from points in Several(
            from point in Id
            from value in Gen.Elements("ann@x", "bob@x", "*@x")
            from primary in Gen.Elements(true, false)
            select new CardPoint
            {
                Id = point,
                Value = value,
                IsPrimary = primary,
            }
        )
        from color in OrNothing(Gen.Elements(Texts))
        from weight in OrNull(Gen.Choose(-1, 1).Select(number => number * 5_000L))
        from attributeIds in Id.ListOf(2)
        from tags in Several(
            from tag in Id
            from word in Gen.Elements("vip", "VIP", "new")
            select new CardTag { Id = tag, Word = word }
        )
        from visits in Several(
            from visit in Id
            from time in Gen.Elements(Times)
            from length in Gen.Choose(0, 2)
            select new CardVisit
            {
                Id = visit,
                Time = time,
                Length = length,
            }
        )
        select new Card
        {
            Id = id,
            Name = name,
            NameSort = SortKey.Of(name),
            Nickname = nickname,
            Kind = kind,
            Mood = mood,
            Employees = employees,
            Size = size,
            AmountUnits = amount,
            Valid = valid,
            Birthday = birthday,
            CreateTime = created,
            CloseTime = closed,
            ContactPoints = points,
            Tags = tags,
            Visits = visits,
            Attributes =
            [
                .. color is null
                    ? []
                    : new[]
                    {
                        new CardAttribute
                        {
                            Id = attributeIds[0],
                            Key = "color",
                            Text = color,
                        },
                    },
                .. weight is null
                    ? []
                    : new[]
                    {
                        new CardAttribute
                        {
                            Id = attributeIds[1],
                            Key = "weight",
                            Number = weight,
                        },
                    },
            ],
        };

    /// <summary>The same card without the rows that belong to it.</summary>
    public static Card WithoutRows(Card card) =>
        new()
        {
            Id = card.Id,
            Name = card.Name,
            NameSort = card.NameSort,
            Nickname = card.Nickname,
            Kind = card.Kind,
            Mood = card.Mood,
            Employees = card.Employees,
            Size = card.Size,
            AmountUnits = card.AmountUnits,
            Valid = card.Valid,
            Birthday = card.Birthday,
            CreateTime = card.CreateTime,
            CloseTime = card.CloseTime,
        };

    private static Gen<Guid> Id =>
        from high in Gen.Choose(int.MinValue, int.MaxValue)
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        select new Guid(high, (short)low, (short)(low >> 16), BitConverter.GetBytes(((long)high << 32) ^ low));

    private static Gen<List<TRow>> Several<TRow>(Gen<TRow> row) =>
        from count in Gen.Choose(0, 2)
        from rows in row.ListOf(count)
        select rows.ToList();

    private static Gen<TValue?> OrNull<TValue>(Gen<TValue> value)
        where TValue : struct => Gen.OneOf(value.Select(some => (TValue?)some), Gen.Constant<TValue?>(null));

    private static Gen<string?> OrNothing(Gen<string> value) =>
        Gen.OneOf(value.Select(some => (string?)some), Gen.Constant<string?>(null));
}
