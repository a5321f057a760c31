using System.Globalization;
using Crm.Api.Filters;
using Crm.TestKit;
using Microsoft.EntityFrameworkCore;
using SortKey = Crm.Api.Kernel.SortKey;

namespace Crm.Api.Tests.Filters;

public sealed class FilterExamplesTests
{
    private static readonly FilterContext Context = new(
        TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
        Time("2026-01-31T22:30:00Z"),
        new Dictionary<string, AttributeType>
        {
            ["color"] = AttributeType.Text,
            ["weight"] = AttributeType.Number,
            ["since"] = AttributeType.Date,
            ["vegan"] = AttributeType.Flag,
        }
    );

    private static readonly CardOwner Olga = new() { Id = new Guid(9, 0, 0, new byte[8]), Name = "Olga" };

    // Ann, Bob and Cleo differ in every field, and Cleo has nothing that may be missing.
    private static readonly Card[] Cards =
    [
        new()
        {
            Id = new Guid(1, 0, 0, new byte[8]),
            Name = "Änn 100%",
            NameSort = SortKey.Of("Änn 100%"),
            Nickname = "a_b",
            Kind = CardKind.Person,
            Mood = CardMood.High,
            Owner = Olga,
            Employees = 5,
            Size = 1,
            AmountUnits = 125_000,
            Valid = true,
            Birthday = new DateOnly(1990, 1, 31),
            // The last second of the day in Berlin.
            CreateTime = Time("2026-01-31T22:59:59Z"),
            CloseTime = Time("2026-02-01T00:00:00Z"),
            ContactPoints =
            [
                new()
                {
                    Id = new Guid(1, 0, 1, new byte[8]),
                    Value = "ann@example.org",
                    IsPrimary = true,
                },
                new() { Id = new Guid(1, 0, 2, new byte[8]), Value = "office@example.org" },
            ],
            Attributes =
            [
                new()
                {
                    Id = new Guid(1, 0, 1, new byte[8]),
                    Key = "color",
                    Text = "red",
                },
                new()
                {
                    Id = new Guid(1, 0, 2, new byte[8]),
                    Key = "weight",
                    Number = 25_000,
                },
                new()
                {
                    Id = new Guid(1, 0, 3, new byte[8]),
                    Key = "since",
                    Date = new DateOnly(2026, 1, 30),
                },
                new()
                {
                    Id = new Guid(1, 0, 4, new byte[8]),
                    Key = "vegan",
                    Flag = true,
                },
            ],
            Tags = [new() { Id = new Guid(1, 0, 1, new byte[8]), Word = "vip" }],
            Visits =
            [
                new()
                {
                    Id = new Guid(1, 0, 1, new byte[8]),
                    Time = Time("2026-01-31T22:59:59Z"),
                    Length = 10,
                },
                new()
                {
                    Id = new Guid(1, 0, 2, new byte[8]),
                    Time = Time("2026-01-02T12:00:00Z"),
                    Length = 20,
                },
            ],
        },
        new()
        {
            Id = new Guid(2, 0, 0, new byte[8]),
            Name = "bob",
            NameSort = "bob",
            Nickname = "axb",
            Kind = CardKind.Organisation,
            Mood = CardMood.Low,
            OwnerId = null,
            Employees = 50,
            Size = 2,
            AmountUnits = 125_001,
            Valid = false,
            Birthday = new DateOnly(2026, 1, 31),
            // The first instant of the next day in Berlin.
            CreateTime = Time("2026-01-31T23:00:00Z"),
            ContactPoints = [new() { Id = new Guid(2, 0, 1, new byte[8]), Value = "bob@example.org" }],
            Attributes =
            [
                new()
                {
                    Id = new Guid(2, 0, 1, new byte[8]),
                    Key = "color",
                    Text = "blue",
                },
            ],
            Tags = [new() { Id = new Guid(2, 0, 1, new byte[8]), Word = "VIP" }],
            Visits =
            [
                new()
                {
                    Id = new Guid(2, 0, 1, new byte[8]),
                    Time = Time("2026-01-02T12:00:00Z"),
                    Length = 10,
                },
            ],
        },
        new()
        {
            Id = new Guid(3, 0, 0, new byte[8]),
            Name = "Cleo",
            NameSort = "cleo",
            Kind = CardKind.BuyingGroup,
            Size = 3,
            AmountUnits = -5,
            CreateTime = Time("2026-01-02T12:00:00Z"),
        },
    ];

    public static TheoryData<string, string> Examples =>
        new()
        {
            { "", "123" },
            { "name = bob", "2" },
            { "name = Bob", "" },
            { "name != bob", "13" },
            { "lower(name) = BOB", "2" },
            { "lower(name) = \"ann*\"", "1" },
            { "name:ann", "1" },
            { "name:\"NN 1\"", "1" },
            { "name:\"b*\"", "2" },
            { "name = \"b*\"", "2" },
            { "name = \"B*\"", "" },
            { "name = \"*b\"", "2" },
            { "name = \"*B\"", "" },
            { "name = \"*B*\"", "" },
            { "name = \"*0%\"", "1" },
            { "name = \"*%*\"", "1" },
            { "name = \"*\"", "123" },
            { "name != \"*b\"", "13" },
            { "name > ANN", "123" },
            { "name > bob", "3" },
            { "name >= \"BÖB\"", "23" },
            { "name < bob", "1" },
            { "name:*", "123" },
            { "name = null", "" },
            { "nickname:_", "1" },
            { "nickname = \"a_*\"", "1" },
            { "nickname = \"*_b\"", "1" },
            { "nickname = \"*\"", "12" },
            { "nickname != a_b", "23" },
            { "nickname < b", "12" },
            { "NOT nickname < b", "3" },
            { "nickname = null", "3" },
            { "nickname != null", "12" },
            { "nickname:*", "12" },
            { "-nickname:*", "3" },
            { "kind = buyingGroup", "3" },
            { "kind:person", "1" },
            { "kind = (person OR buyingGroup)", "13" },
            { "mood != low", "13" },
            { "ownerId = 00000009-0000-0000-0000-000000000000", "1" },
            { "ownerId != 00000009-0000-0000-0000-000000000000", "23" },
            { "ownerId = null", "23" },
            { "owner.name = Olga", "1" },
            { "owner.name != Olga", "23" },
            { "owner:*", "1" },
            { "owner = null", "23" },
            { "employees > 5", "2" },
            { "NOT employees > 5", "13" },
            { "employees <= 5", "1" },
            { "employees != 5", "23" },
            { "size >= 2 size <= 2", "2" },
            { "amount = 12.5", "1" },
            { "amount = 12.50000", "1" },
            { "amount = 12.50005", "" },
            { "amount != 12.50005", "123" },
            { "amount > 12.50005", "2" },
            { "amount >= 12.50005", "2" },
            { "amount < 12.50005", "13" },
            { "amount <= 12.50005", "13" },
            { "amount = -0.0005", "3" },
            { "amount > -0.00055", "123" },
            { "amount < -0.00045", "3" },
            { "valid = true", "1" },
            { "valid != true", "23" },
            { "birthday = 2026-01-31", "2" },
            { "birthday = today()", "2" },
            { "birthday < today()", "1" },
            { "birthday != today()", "13" },
            { "birthday >= 1990-01-31", "12" },
            { "NOT birthday >= 1990-01-31", "3" },
            { "createTime = 2026-01-31", "1" },
            { "createTime = today()", "1" },
            { "createTime != 2026-01-31", "23" },
            { "createTime > 2026-01-31", "2" },
            { "createTime >= 2026-01-31", "12" },
            { "createTime < 2026-01-31", "3" },
            { "createTime <= 2026-01-31", "13" },
            { "createTime = 2026-01-31T23:59:59+01:00", "1" },
            { "createTime > now()", "12" },
            { "createTime = lastDays(30)", "13" },
            { "createTime = lastDays(29)", "1" },
            { "createTime >= nextDays(2)", "12" },
            { "createTime = nextDays(2)", "12" },
            { "closeTime = 2026-02-01", "1" },
            { "closeTime != 2026-02-01", "23" },
            { "closeTime > 2026-01-31T23:59:59.999Z", "1" },
            { "NOT closeTime > 2026-02-01", "123" },
            { "contactPoints.value = \"ANN@example.org\"", "1" },
            { "contactPoints.value != \"ann@example.org\"", "23" },
            { "contactPoints.value:example", "12" },
            { "contactPoints.value = \"office*\" contactPoints.primary = true", "1" },
            { "contactPoints:*", "12" },
            { "-contactPoints:*", "3" },
            { "attributes.color = red", "1" },
            { "attributes.color != red", "23" },
            { "attributes.color:*", "12" },
            { "attributes.color = null", "3" },
            { "attributes.color != null", "12" },
            { "attributes:weight", "1" },
            { "attributes:*", "12" },
            { "attributes.weight > 2.4", "1" },
            { "NOT attributes.weight > 2.4", "23" },
            { "attributes.since = lastDays(2)", "1" },
            { "attributes.vegan = true", "1" },
            { "tags:vip", "1" },
            { "tags:\"v*\"", "1" },
            { "tags:(vip OR VIP)", "12" },
            { "-tags:vip", "23" },
            { "tags:*", "12" },
            { "birthday.month = 1", "12" },
            { "birthday.day = 31 birthday.year < 2000", "1" },
            { "NOT birthday.month = 1", "3" },
            { "anniversary = today()", "12" },
            { "anniversary = 2025-01-31", "12" },
            { "anniversary = 2025-01-30", "" },
            { "anniversary = lastDays(100)", "12" },
            { "anniversary:*", "12" },
            { "age = 36", "1" },
            { "age >= 0 AND age <= 35", "2" },
            { "age < 36", "2" },
            { "age != 36", "23" },
            { "age = null", "3" },
            { "visits.length = 10", "12" },
            { "visits.length = 20 visits.time = today()", "1" },
            { "visits.any(length = 20 AND time = today())", "" },
            { "visits.any(length = 10 AND time = today())", "1" },
            { "NOT visits.any(length = (10 OR 20) time > 2026-01-03)", "23" },
            { "visits:*", "12" },
            { "visits.count = 2", "1" },
            { "visits.count = 0", "3" },
            { "visits.count != 1", "13" },
            { "visits.count(length = 10) >= 1", "12" },
            { "visits.count(NOT length = 10) = 0", "23" },
            { "contactPoints.any(primary = false AND value:office)", "1" },
            { "contactPoints.count > 1", "1" },
            { "lastVisitAt = today()", "1" },
            { "lastVisitAt < 2026-01-31", "2" },
            { "lastVisitAt <= 2026-01-31T22:59:59Z", "12" },
            { "lastVisitAt > 2026-01-02", "1" },
            { "lastVisitAt != today()", "23" },
            { "lastVisitAt = null", "3" },
            { "NOT lastVisitAt > 2026-01-02", "23" },
        };

    public static TheoryData<string, string, int> Mistakes =>
        new()
        {
            { "nmae = x", FilterCode.UnknownField, 0 },
            { "visits.lenght = 1", FilterCode.UnknownField, 7 },
            { "name = x AND visits.any(lenght = 1)", FilterCode.UnknownField, 24 },
            { "visits.count(time = 5) > 1", FilterCode.Type, 20 },
            { "visits.count(length = 5)", FilterCode.Operator, 0 },
            { "visits.count = many", FilterCode.Type, 15 },
            { "visits.count:*", FilterCode.Operator, 12 },
            { "visits.any(length = 5) = true", FilterCode.Operator, 23 },
            { "visits.length(length = 5) = 1", FilterCode.Operator, 7 },
            { "attributes.color(length = 5)", FilterCode.Operator, 11 },
            { "tags.any(length = 5)", FilterCode.UnknownField, 5 },
            { "birthday.month(a = 5) = 1", FilterCode.Operator, 9 },
            { "birthday.week = 5", FilterCode.UnknownField, 9 },
            { "birthday.month = null", FilterCode.Operator, 15 },
            { "lower(birthday.month) = 1", FilterCode.Operator, 22 },
            { "anniversary > today()", FilterCode.Operator, 12 },
            { "anniversary.month = 1", FilterCode.UnknownField, 12 },
            { "age = -1", FilterCode.Type, 6 },
            { "age > old", FilterCode.Type, 6 },
            { "lastVisitAt = now", FilterCode.Type, 14 },
            { "name = x AND contactPoints.valu = x", FilterCode.UnknownField, 27 },
            { "attributes.colour = red", FilterCode.UnknownField, 11 },
            { "attributes:colour", FilterCode.UnknownField, 11 },
            { "name.first = x", FilterCode.UnknownField, 5 },
            { "attributes.color.x = y", FilterCode.UnknownField, 17 },
            { "tags.x = y", FilterCode.UnknownField, 5 },
            { "upper(name) = x", FilterCode.UnknownFunction, 0 },
            { "birthday = yesterday()", FilterCode.UnknownFunction, 11 },
            { "kind > person", FilterCode.Operator, 5 },
            { "valid >= true", FilterCode.Operator, 6 },
            { "ownerId < null", FilterCode.Operator, 8 },
            { "employees > null", FilterCode.Operator, 10 },
            { "name = *", FilterCode.Operator, 5 },
            { "contactPoints = x", FilterCode.Operator, 14 },
            { "contactPoints = null", FilterCode.Operator, 14 },
            { "owner = x", FilterCode.Operator, 6 },
            { "attributes = color", FilterCode.Operator, 11 },
            { "tags = vip", FilterCode.Operator, 5 },
            { "tags:null", FilterCode.Operator, 4 },
            { "lower(nickname) = x", FilterCode.Operator, 0 },
            { "lower(size) = 1", FilterCode.Operator, 0 },
            { "lower(tags):vip", FilterCode.Operator, 0 },
            { "lower(contactPoints):*", FilterCode.Operator, 20 },
            { "kind = persn", FilterCode.Type, 7 },
            { "kind = Person", FilterCode.Type, 7 },
            { "kind = 0", FilterCode.Type, 7 },
            { "kind = \"p*\"", FilterCode.Type, 7 },
            { "ownerId = 5", FilterCode.Type, 10 },
            { "employees = 1.5", FilterCode.Type, 12 },
            { "employees = 99999999999999999999", FilterCode.Type, 12 },
            { "size = 3000000000", FilterCode.Type, 7 },
            { "amount = 1e3", FilterCode.Type, 9 },
            { "amount = 1,5", FilterCode.Syntax, 10 },
            { "amount = 922337203685478", FilterCode.Type, 9 },
            { "amount = 0.00000000000000000000000000001", FilterCode.Type, 9 },
            { "valid = yes", FilterCode.Type, 8 },
            { "birthday = 31.01.2026", FilterCode.Type, 11 },
            { "birthday = 2026-02-29", FilterCode.Type, 11 },
            { "birthday = 0001-01-01", FilterCode.Type, 11 },
            { "birthday = lastDays(0)", FilterCode.Type, 20 },
            { "birthday = lastDays(99999999999)", FilterCode.Type, 20 },
            { "birthday = lastDays()", FilterCode.Type, 11 },
            { "birthday = today(1)", FilterCode.Type, 11 },
            { "createTime = 2026-01-31T09:30:00", FilterCode.Type, 13 },
            { "createTime = 9999-12-31", FilterCode.Type, 13 },
            { "name = today()", FilterCode.Type, 7 },
            { "name > \"a*\"", FilterCode.Type, 7 },
            { "contactPoints.value = nonsense", FilterCode.Type, 22 },
            { "attributes.weight = heavy", FilterCode.Type, 20 },
            { "tags:today()", FilterCode.Type, 5 },
        };

    [Theory]
    [OnSqlite]
    [OnPostgres]
    [OnSqlServer]
    public async Task Each_example_finds_its_cards(Engine engine)
    {
        await using var db = await CardDb.CreateAsync(engine);
        await db.AddAsync(Cards);

        foreach (var (filter, expected) in Examples.Select(row => ((string)row[0], (string)row[1])))
        {
            var sizes = await db
                .Cards.Where(FilterCompiler.Compile(filter, Card.Fields, Context with { Tables = db }))
                .OrderBy(card => card.Size)
                .Select(card => card.Size)
                .ToListAsync();

            Assert.Equal($"{filter} → {expected}", $"{filter} → {string.Concat(sizes)}");
        }
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_with_its_place(string filter, string code, int position)
    {
        var mistake = Refusal(filter);

        Assert.Equal((code, position), (mistake.Code, mistake.Position));
    }

    [Theory]
    [InlineData("nmae = x", "name")]
    [InlineData("contactPoints.valeu = x", "value")]
    [InlineData("attributes.colour = red", "color")]
    [InlineData("kind = persn", "person")]
    [InlineData("birthday = lastdays(3)", "lastDays")]
    [InlineData("telephone = 5", null)]
    public void The_nearest_name_is_suggested(string filter, string? suggestion)
    {
        var mistake = Refusal(filter);

        Assert.Equal(suggestion, mistake.Suggestion);
        Assert.Equal(suggestion is not null, mistake.Message.Contains($"\"{suggestion}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_wrong_word_for_a_choice_lists_the_right_ones() =>
        Assert.Equal(
            "Expected one of person, organisation, buyingGroup, found everyone.",
            Refusal("kind = everyone").Message
        );

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    [InlineData(Engine.SqlServer)]
    public void Every_example_becomes_SQL_with_its_values_as_parameters(Engine engine)
    {
        using var db = CardDb.WithoutServer(engine);

        foreach (var filter in Examples.Select(row => (string)row[0]))
        {
            using var command = db
                .Cards.Where(FilterCompiler.Compile(filter, Card.Fields, Context with { Tables = db }))
                .CreateDbCommand();

            Assert.DoesNotContain("bob", command.CommandText, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("vip", command.CommandText, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("2026", command.CommandText, StringComparison.Ordinal);
            Assert.DoesNotContain("1250", command.CommandText, StringComparison.Ordinal);
        }
    }

    private static FilterException Refusal(string filter)
    {
        using var db = CardDb.WithoutServer(Engine.Sqlite);
        return Assert.Throws<FilterException>(() =>
            FilterCompiler.Compile(filter, Card.Fields, Context with { Tables = db })
        );
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
