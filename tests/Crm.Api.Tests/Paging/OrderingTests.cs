using Crm.Api.Filters;
using Crm.Api.Paging;
using Crm.Api.Tests.Filters;

namespace Crm.Api.Tests.Paging;

public sealed class OrderingTests
{
    [Theory]
    [InlineData("nmae", FilterCode.OrderUnknownField, 0)]
    [InlineData("name, size  desc ,telephone", FilterCode.OrderUnknownField, 18)]
    [InlineData("name desc,tags", FilterCode.OrderNotSortable, 10)]
    [InlineData("ownerId", FilterCode.OrderNotSortable, 0)]
    [InlineData("owner.name", FilterCode.OrderUnknownField, 0)]
    [InlineData("name,,size", FilterCode.OrderSyntax, 5)]
    [InlineData("name,", FilterCode.OrderSyntax, 5)]
    [InlineData("name down", FilterCode.OrderSyntax, 0)]
    [InlineData("name desc asc", FilterCode.OrderSyntax, 0)]
    [InlineData("name,size,name desc", FilterCode.OrderSyntax, 10)]
    [InlineData("name,size,kind,mood,amount", FilterCode.OrderTooMany, 20)]
    public void A_mistake_is_told_with_its_place(string text, string code, int position)
    {
        var mistake = Assert.Throws<FilterException>(() => Ordering<Card>.Parse(text, Card.Fields));

        Assert.Equal((code, position), (mistake.Code, mistake.Position));
    }

    [Fact]
    public void The_nearest_sortable_name_is_suggested() =>
        Assert.Equal(
            "createTime",
            Assert.Throws<FilterException>(() => Ordering<Card>.Parse("createtime", Card.Fields)).Suggestion
        );

    [Fact]
    public void A_position_holds_a_value_for_each_key_and_the_id()
    {
        var card = new Card
        {
            Id = new Guid(7, 0, 0, new byte[8]),
            Name = "Änn",
            NameSort = "ann",
            CreateTime = new DateTimeOffset(2026, 1, 31, 9, 30, 0, 5, TimeSpan.FromHours(1)).AddTicks(3),
            Mood = CardMood.High,
        };

        var position = Ordering<Card>.Parse("name desc, createTime, mood, employees", Card.Fields).PositionOf(card);

        Assert.Equal(
            ["ann", "2026-01-31T08:30:00.0050003+00:00", "2", null, "00000007-0000-0000-0000-000000000000"],
            position
        );
    }

    [Fact]
    public void The_id_is_named_only_once()
    {
        var card = new Card { Name = "", NameSort = "" };

        Assert.Single(Ordering<Card>.Parse("", Card.Fields).PositionOf(card));
        Assert.Single(Ordering<Card>.Parse("id desc", Card.Fields).PositionOf(card));
    }

    [Fact]
    public void The_position_of_another_ordering_is_refused()
    {
        var cards = Array.Empty<Card>().AsQueryable();

        Assert.Throws<FormatException>(() => Ordering<Card>.Parse("name", Card.Fields).After(cards, ["a"]));
        Assert.Throws<FormatException>(() => Ordering<Card>.Parse("name", Card.Fields).After(cards, [null, "x"]));
        Assert.Throws<FormatException>(() => Ordering<Card>.Parse("", Card.Fields).After(cards, ["x"]));
    }
}
