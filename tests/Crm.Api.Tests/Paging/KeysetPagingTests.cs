using System.Text;
using Crm.Api.Paging;
using Crm.Api.Tests.Filters;
using Crm.TestKit;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Tests.Paging;

public sealed class KeysetPagingTests
{
    // What each key compares, said again in plain C#; missing values are null.
    private static readonly Dictionary<string, Func<Card, IComparable?>> Keys = new()
    {
        ["name"] = card => InBytes(card.NameSort),
        ["nickname"] = card => card.Nickname is null ? null : InBytes(card.Nickname),
        ["kind"] = card => card.Kind,
        ["mood"] = card => card.Mood,
        ["employees"] = card => card.Employees,
        ["size"] = card => card.Size,
        ["amount"] = card => card.AmountUnits,
        ["birthday"] = card => card.Birthday,
        ["createTime"] = card => card.CreateTime,
        ["closeTime"] = card => card.CloseTime,
        ["id"] = card => card.Id,
    };

    private static readonly Gen<List<OrderKey>> AnyOrder =
        from names in Gen.Shuffle(Keys.Keys.ToArray())
        from count in Gen.Choose(0, 4)
        from directions in Gen.Elements(true, false).ListOf(count)
        select names.Take(count).Select((name, index) => new OrderKey(name, directions[index])).ToList();

    [Fact]
    public void Every_sortable_field_is_tried_here() =>
        Assert.Equal(Card.Fields.Sortable.Append("id").Order(), Keys.Keys.Order());

    [Theory]
    [OnSqlite]
    [OnPostgres]
    [OnSqlServer]
    public async Task Page_after_page_gives_each_row_once_in_the_order_asked_for(Engine engine)
    {
        await using var db = await CardDb.CreateAsync(engine);
        var cards = Gen.Sample(RandomCards.Card, 40, 10).ToList();
        await db.AddAsync(cards);

        var cases = from order in AnyOrder from pageSize in Gen.Choose(1, 50) select (Order: order, PageSize: pageSize);

        Prop.ForAll(
                cases.ToArbitrary(),
                sample =>
                {
                    var seen = ReadAll(db, TextOf(sample.Order), sample.PageSize, betweenPages: () => { });
                    return seen.SequenceEqual(InOrder(cards, sample.Order).Select(card => card.Id));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(50));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    [OnSqlServer]
    public async Task Rows_that_come_and_go_between_pages_neither_hide_nor_repeat_the_others(Engine engine)
    {
        await using var db = await CardDb.CreateAsync(engine);

        var cases =
            from order in AnyOrder
            from pageSize in Gen.Choose(1, 5)
            from staying in RandomCards.Card.ListOf(15)
            from leaving in RandomCards.Card.ListOf(8)
            from coming in RandomCards.Card.ListOf(8)
            select (Order: order, PageSize: pageSize, Staying: staying, Leaving: leaving, Coming: coming);

        Prop.ForAll(
                cases.ToArbitrary(),
                sample =>
                {
                    db.Cards.ExecuteDelete();
                    Add(db, [.. sample.Staying, .. sample.Leaving]);
                    var coming = new Queue<Card>(sample.Coming);
                    var leaving = new Queue<Card>(sample.Leaving);

                    var seen = ReadAll(
                        db,
                        TextOf(sample.Order),
                        sample.PageSize,
                        betweenPages: () =>
                        {
                            if (coming.TryDequeue(out var newcomer))
                            {
                                Add(db, [newcomer]);
                            }

                            if (leaving.TryDequeue(out var leaver))
                            {
                                db.Cards.Where(card => card.Id == leaver.Id).ExecuteDelete();
                            }
                        }
                    );

                    return seen.Distinct().Count() == seen.Count && sample.Staying.All(card => seen.Contains(card.Id));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }

    [Fact]
    public async Task A_page_continues_after_a_row_that_was_deleted_meanwhile()
    {
        await using var db = await CardDb.CreateAsync(Engine.Sqlite);
        await db.AddAsync(Gen.Sample(RandomCards.Card, 3, 10));
        var ordering = Ordering<Card>.Parse("nickname desc", Card.Fields);
        var cards = await ordering.Apply(db.Cards.AsNoTracking()).ToListAsync();
        await db.Cards.Where(card => card.Id == cards[0].Id).ExecuteDeleteAsync();

        var next = await ordering.Apply(ordering.After(db.Cards, ordering.PositionOf(cards[0]))).ToListAsync();

        Assert.Equal([cards[1].Id, cards[2].Id], next.Select(card => card.Id));
    }

    [Theory]
    [InlineData("name", "(NameSort>?)")]
    [InlineData("name desc", "(NameSort<?)")]
    [InlineData("createTime", "(CreateTime>?)")]
    [InlineData("createTime desc", "(CreateTime<?)")]
    [InlineData("id", "(Id>?)")]
    public async Task A_page_is_a_range_of_the_index_read_in_its_order(string orderBy, string range)
    {
        await using var db = await CardDb.CreateAsync(Engine.Sqlite);
        var ordering = Ordering<Card>.Parse(orderBy, Card.Fields);
        var position = ordering.PositionOf(new Card { Name = "m", NameSort = "m" });

        await using var command = ordering.Apply(ordering.After(db.Cards, position)).Take(50).CreateDbCommand();
#pragma warning disable CA2100 // The command is EF Core's own, asked for its plan.
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
#pragma warning restore CA2100
        var plan = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            plan.Add(reader.GetString(3));
        }

        var step = Assert.Single(plan);
        Assert.StartsWith("SEARCH", step, StringComparison.Ordinal);
        Assert.EndsWith(range, step, StringComparison.Ordinal);
    }

    private static List<Guid> ReadAll(CardDb db, string orderBy, int pageSize, Action betweenPages)
    {
        var ordering = Ordering<Card>.Parse(orderBy, Card.Fields);
        var seen = new List<Guid>();
        IReadOnlyList<string?>? position = null;

        while (true)
        {
            var rest = position is null ? db.Cards : ordering.After(db.Cards, position);
            var page = ordering.Apply(rest.AsNoTracking()).Take(pageSize).ToList();
            if (page.Count == 0)
            {
                return seen;
            }

            seen.AddRange(page.Select(card => card.Id));
            position = ordering.PositionOf(page[^1]);
            betweenPages();
        }
    }

    private static void Add(CardDb db, IEnumerable<Card> cards)
    {
        db.Cards.AddRange(cards.Select(RandomCards.WithoutRows));
        db.SaveChanges();
        db.ChangeTracker.Clear();
    }

    private static IEnumerable<Card> InOrder(IEnumerable<Card> cards, IReadOnlyList<OrderKey> order)
    {
        var idIsDescending = order is [.., { IsDescending: true }];
        IReadOnlyList<OrderKey> keys = order.Any(key => key.Name == "id")
            ? order
            : [.. order, new("id", idIsDescending)];

        return cards.Order(
            Comparer<Card>.Create(
                (left, right) =>
                    keys.Select(key => Compare(Keys[key.Name](left), Keys[key.Name](right), key.IsDescending))
                        .FirstOrDefault(result => result != 0)
            )
        );
    }

    private static int Compare(IComparable? left, IComparable? right, bool isDescending) =>
        (left, right) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            _ => isDescending ? right.CompareTo(left) : left.CompareTo(right),
        };

    private static string TextOf(IEnumerable<OrderKey> order) =>
        string.Join(", ", order.Select(key => key.IsDescending ? $"{key.Name} desc" : key.Name));

    // Hexadecimal text is in the order of the bytes it stands for.
    private static string InBytes(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text));

    private sealed record OrderKey(string Name, bool IsDescending);
}
