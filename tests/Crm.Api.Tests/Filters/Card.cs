using Crm.Api.Filters;
using Crm.Api.Kernel;

namespace Crm.Api.Tests.Filters;

/// <summary>A record with a field of every type, for tests of filters and orderings.</summary>
internal sealed class Card : IRecord
{
    public Guid Id { get; init; }
    public required string Name { get; init; }
    public required string NameSort { get; init; }
    public string? Nickname { get; init; }
    public CardKind Kind { get; init; }
    public CardMood? Mood { get; init; }
    public Guid? OwnerId { get; init; }
    public CardOwner? Owner { get; init; }
    public long? Employees { get; init; }
    public int Size { get; init; }
    public long AmountUnits { get; init; }
    public bool Valid { get; init; }
    public DateOnly? Birthday
    {
        get;
        init
        {
            field = value;
            BirthMonthDay = value is { } date ? (date.Month * 100) + date.Day : null;
        }
    }

    public int? BirthMonthDay { get; private init; }
    public DateTimeOffset CreateTime { get; init; }
    public DateTimeOffset? CloseTime { get; init; }
    public List<CardPoint> ContactPoints { get; init; } = [];
    public List<CardAttribute> Attributes { get; init; } = [];
    public List<CardTag> Tags { get; init; } = [];

    // Asked about through their table, as records of another kind are.
    public List<CardVisit> Visits { get; init; } = [];

    public static readonly FieldTable<Card> Fields = new FieldTable<Card>()
        .Text("name", card => card.Name, sortKey: card => card.NameSort)
        .Text("nickname", card => card.Nickname)
        .Choice("kind", card => card.Kind)
        .Choice("mood", card => card.Mood)
        .Id("ownerId", card => card.OwnerId)
        .One("owner", card => card.Owner, new FieldTable<CardOwner>().Text("name", owner => owner.Name))
        .Whole("employees", card => card.Employees)
        .Whole("size", card => card.Size)
        .Scaled("amount", card => card.AmountUnits, scale: 4)
        .Flag("valid", card => card.Valid)
        .Date("birthday", card => card.Birthday)
        .Time("createTime", card => card.CreateTime)
        .Time("closeTime", card => card.CloseTime)
        .Many(
            "contactPoints",
            card => card.ContactPoints,
            new FieldTable<CardPoint>()
                .Text(
                    "value",
                    point => point.Value,
                    literal: text => text.Contains('@', StringComparison.Ordinal) ? text.ToLowerInvariant() : null
                )
                .Flag("primary", point => point.IsPrimary)
        )
        .Keyed(
            "attributes",
            card => card.Attributes,
            attribute => attribute.Key,
            new FieldTable<CardAttribute>()
                .Text("text", attribute => attribute.Text)
                .Scaled("number", attribute => attribute.Number, scale: 4)
                .Date("date", attribute => attribute.Date)
                .Flag("flag", attribute => attribute.Flag)
        )
        .Words("tags", card => card.Tags, tag => tag.Word)
        .Anniversary("anniversary", card => card.BirthMonthDay)
        .Years("age", card => card.Birthday)
        .Many(
            "visits",
            tables => tables.Rows<CardVisit>(),
            (card, visits) => visits.Where(visit => visit.CardId == card.Id),
            new FieldTable<CardVisit>().Time("time", visit => visit.Time).Whole("length", visit => visit.Length),
            "any field of a visit"
        )
        .Latest(
            "lastVisitAt",
            tables => tables.Rows<CardVisit>(),
            (card, visits) => visits.Where(visit => visit.CardId == card.Id),
            visit => visit.Time,
            "the latest visit"
        );
}

internal enum CardKind
{
    Person,
    Organisation,
    BuyingGroup,
}

// Declared in an order that is not the alphabet's.
internal enum CardMood
{
    Low,
    Fair,
    High,
}

internal sealed class CardOwner
{
    public Guid Id { get; init; }
    public required string Name { get; init; }
}

internal sealed class CardPoint
{
    public Guid Id { get; init; }
    public Guid CardId { get; init; }
    public required string Value { get; init; }
    public bool IsPrimary { get; init; }
}

internal sealed class CardAttribute
{
    public Guid Id { get; init; }
    public Guid CardId { get; init; }
    public required string Key { get; init; }
    public string? Text { get; init; }
    public long? Number { get; init; }
    public DateOnly? Date { get; init; }
    public bool? Flag { get; init; }
}

internal sealed class CardTag
{
    public Guid Id { get; init; }
    public Guid CardId { get; init; }
    public required string Word { get; init; }
}

internal sealed class CardVisit
{
    public Guid Id { get; init; }
    public Guid CardId { get; init; }
    public DateTimeOffset Time { get; init; }
    public int Length { get; init; }
}
