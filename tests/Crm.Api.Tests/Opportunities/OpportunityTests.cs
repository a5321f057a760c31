using Crm.Api.Kernel;
using Crm.Api.Opportunities;
using Crm.Api.Pipelines;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Api.Tests.Opportunities;

/// <summary>The rules an opportunity keeps by itself.</summary>
public sealed class OpportunityTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Start.AddDays(100);

    [Fact]
    public void It_begins_in_the_first_open_stage()
    {
        var opportunity = Placed(Nothing);

        Assert.Equal("prospecting", opportunity.Stage);
        Assert.Equal(Now, opportunity.StageTime);
        Assert.False(opportunity.IsClosed);
    }

    [Fact]
    public void A_way_told_at_the_beginning_becomes_its_history()
    {
        var opportunity = Placed(
            Nothing with
            {
                Stage = "won",
                Moves = [At("engaging", 10)],
                ClosedAt = Start.AddDays(30),
                WinReason = "price",
            }
        );

        Assert.Equal([("engaging", Start.AddDays(10)), ("won", Start.AddDays(30))], StagesOf(opportunity));
        Assert.Equal(Start.AddDays(30), opportunity.CloseTime);
        Assert.Equal(20 * 24 * 3600, opportunity.SecondsToClose);
        Assert.Equal("price", opportunity.WinReason);
    }

    [Fact]
    public void Saying_what_is_so_already_changes_nothing()
    {
        var told = Nothing with { Stage = "lost", Moves = [At("engaging", 10), At("lost", 30)] };
        var opportunity = Placed(told);
        var before = StagesOf(opportunity);

        opportunity.Place(Sales(), told, Now.AddDays(1));
        var form = OpportunityMapping.ToForm(opportunity);
        opportunity.Place(Sales(), OpportunityMapping.PlacementOf(form), Now.AddDays(2));

        Assert.Equal(before, StagesOf(opportunity));
    }

    [Fact]
    public void A_stage_may_be_named_as_people_call_it()
    {
        var opportunity = Placed(Nothing with { Stage = "Engaging" });

        Assert.Equal("engaging", opportunity.Stage);
    }

    [Fact]
    public void A_move_is_added_to_the_history()
    {
        var opportunity = Placed(Nothing with { Moves = [At("engaging", 10)] });

        opportunity.MoveTo(Sales(), "proposal", "asked for one", Start.AddDays(20), Now);

        Assert.Equal([("engaging", Start.AddDays(10)), ("proposal", Start.AddDays(20))], StagesOf(opportunity));
        Assert.Equal("asked for one", opportunity.StageHistory[1].Reason);
    }

    [Fact]
    public void A_won_opportunity_cannot_be_moved()
    {
        var opportunity = Placed(Nothing with { Stage = "won" });

        AssertBroken("opportunity-closed", true, () => opportunity.MoveTo(Sales(), "engaging", null, null, Now));
        AssertBroken(
            "opportunity-closed",
            true,
            () => opportunity.Place(Sales(), Nothing with { Stage = "engaging" }, Now)
        );
    }

    [Fact]
    public void A_reopened_opportunity_goes_back_to_its_last_open_stage_and_keeps_why_it_was_closed()
    {
        var opportunity = Placed(
            Nothing with
            {
                Stage = "lost",
                Moves = [At("proposal", 1), At("engaging", 10)],
                ClosedAt = Start.AddDays(30),
                LossReason = "price",
            }
        );

        opportunity.Reopen(Sales(), null, "they called again", Start.AddDays(40), Now);

        Assert.Equal("engaging", opportunity.Stage);
        Assert.Null(opportunity.CloseTime);
        Assert.Null(opportunity.LossReason);
        Assert.Null(opportunity.SecondsToClose);
        Assert.Equal("price", opportunity.StageHistory[2].Reason);
    }

    [Fact]
    public void An_open_opportunity_cannot_be_reopened()
    {
        var opportunity = Placed(Nothing);

        AssertBroken("not-closed", true, () => opportunity.Reopen(Sales(), null, null, null, Now));
    }

    [Fact]
    public void Reopening_does_not_lead_to_a_closed_stage()
    {
        var opportunity = Placed(Nothing with { Stage = "won" });

        AssertBroken("stage-not-open", false, () => opportunity.Reopen(Sales(), "lost", null, null, Now));
    }

    [Fact]
    public void Nothing_is_won_without_a_customer()
    {
        var opportunity = new Opportunity();

        AssertBroken("customer-missing", true, () => opportunity.Place(Sales(), Nothing with { Stage = "won" }, Now));
    }

    [Fact]
    public void What_was_told_of_its_way_must_be_possible()
    {
        (string Code, Placement Told)[] impossible =
        [
            ("unknown-stage", Nothing with { Stage = "dreaming" }),
            ("unknown-stage", Nothing with { Moves = [At("dreaming", 1), At("engaging", 2)] }),
            ("moves-out-of-order", Nothing with { Moves = [At("engaging", 20), At("proposal", 10)] }),
            ("moves-out-of-order", Nothing with { Stage = "won", Moves = [At("engaging", 20)], ClosedAt = Start }),
            ("stage-repeated", Nothing with { Moves = [At("engaging", 10), At("engaging", 20)] }),
            ("time-in-future", Nothing with { Moves = [At("engaging", 101)] }),
            ("time-in-future", Nothing with { Stage = "won", ClosedAt = Now.AddDays(1) }),
            ("stage-open", Nothing with { Stage = "engaging", ClosedAt = Start }),
            ("closed-at-mismatch", Nothing with { Moves = [At("won", 10)], ClosedAt = Start.AddDays(11) }),
            ("reason-mismatch", Nothing with { Stage = "lost", WinReason = "price" }),
            ("reason-mismatch", Nothing with { Stage = "engaging", LossReason = "price" }),
        ];

        foreach (var (code, told) in impossible)
        {
            AssertBroken(code, false, () => Placed(told));
        }
    }

    [Fact]
    public void Moving_to_where_it_is_is_refused()
    {
        var opportunity = Placed(Nothing);

        AssertBroken("already-in-stage", true, () => opportunity.MoveTo(Sales(), "prospecting", null, null, Now));
    }

    [Fact]
    public void A_line_is_rounded_to_the_minor_unit_of_its_currency_half_away_from_zero()
    {
        var opportunity = new Opportunity();

        opportunity.Price(null, [Line(3, 0.335m, "EUR", 50), Line(0.5m, 1.05m, "EUR", 0)]);
        Assert.Equal([5_000L, 5_300L], opportunity.Lines.Select(line => line.TotalUnits!.Value));
        Assert.Equal(10_300, opportunity.AmountUnits);

        opportunity.Price(null, [Line(0.5m, 101, "JPY", 0)]);
        Assert.Equal(510_000, opportunity.AmountUnits);
    }

    [Fact]
    public void An_amount_that_is_written_wins_over_the_lines()
    {
        var opportunity = new Opportunity();
        OpportunityLineForm[] lines = [Line(1, 10, "EUR", 0), Line(1, 20, "EUR", 0)];

        opportunity.Price(new Money(100, "EUR"), lines);
        Assert.Equal((1_000_000, 700_000), (opportunity.AmountUnits, opportunity.BeyondLinesUnits));

        opportunity.Price(null, lines);
        Assert.Equal((300_000, 0), (opportunity.AmountUnits, opportunity.BeyondLinesUnits));
    }

    [Fact]
    public void There_is_no_amount_without_a_price()
    {
        var opportunity = new Opportunity();

        opportunity.Price(null, [new OpportunityLineForm { Description = "whatever it takes" }]);

        Assert.Null(opportunity.AmountUnits);
        Assert.Null(opportunity.Currency);
    }

    [Fact]
    public void Two_currencies_do_not_go_together()
    {
        AssertBroken(
            "currency-mixed",
            false,
            () => new Opportunity().Price(null, [Line(1, 1, "EUR", 0), Line(1, 1, "USD", 0)])
        );
        AssertBroken(
            "currency-mixed",
            false,
            () => new Opportunity().Price(new Money(1, "USD"), [Line(1, 1, "EUR", 0)])
        );
    }

    [Fact]
    public void The_lines_always_add_up_to_the_amount_and_their_shares_to_whatever_it_is()
    {
        var line =
            from quantity in Gen.Choose(1, 1_000_000)
            from price in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(0, 1_000_000_000).Select(units => (int?)units))
            from discount in Gen.Choose(0, 1_000_000)
            select (quantity, price, discount);
        var deal =
            from lines in line.ListOf()
            from amount in Gen.OneOf(
                Gen.Constant<int?>(null),
                Gen.Choose(0, 2_000_000_000).Select(units => (int?)units)
            )
            from currency in Gen.Elements("EUR", "JPY", "KWD")
            select (lines.ToList(), amount, currency);

        Prop.ForAll(
                deal.ToArbitrary(),
                drawn =>
                {
                    var (lines, amount, currency) = drawn;
                    var opportunity = new Opportunity();
                    opportunity.Price(
                        amount is { } units ? Money.FromUnits(units, currency) : null,
                        lines.ConvertAll(one => new OpportunityLineForm
                        {
                            Description = "thing",
                            Quantity = Scaled.FromUnits(one.quantity),
                            UnitPrice = one.price is { } price ? Money.FromUnits(price, currency) : null,
                            DiscountPercent = Scaled.FromUnits(one.discount),
                        })
                    );

                    var totals = opportunity.Lines.Select(one => one.TotalUnits).OfType<long>().ToList();
                    var shares = opportunity.Lines.Sum(one => one.ShareUnits ?? 0);
                    var ofLines = totals.Count == 0 ? (long?)null : totals.Sum();
                    Assert.Equal(amount ?? ofLines, opportunity.AmountUnits);
                    Assert.Equal(opportunity.AmountUnits - shares, opportunity.BeyondLinesUnits);
                    Assert.Equal(opportunity.AmountUnits is null, opportunity.Currency is null);
                    var step = (long)Math.Pow(10, Scaled.Scale - Currencies.MinorUnits(currency));
                    Assert.All(totals, total => Assert.Equal(0, total % step));
                }
            )
            .Check(Config.QuickThrowOnFailure);
    }

    private static readonly Placement Nothing = new(null, [], null, null, null);

    private static Opportunity Placed(Placement placement)
    {
        var opportunity = new Opportunity { CustomerId = Guid.CreateVersion7(Start) };
        opportunity.Place(Sales(), placement, Now);
        return opportunity;
    }

    private static StageVisit At(string stage, int day) => new(stage, Start.AddDays(day), null, "/stageMoves");

    private static List<(string Stage, DateTimeOffset Time)> StagesOf(Opportunity opportunity) =>
        [.. opportunity.Visits.Select(visit => (visit.Stage, visit.Time))];

    private static OpportunityLineForm Line(decimal quantity, decimal price, string currency, decimal discount) =>
        new()
        {
            Description = "thing",
            Quantity = quantity,
            UnitPrice = new Money(price, currency),
            DiscountPercent = discount,
        };

    private static Pipeline Sales()
    {
        var pipeline = new Pipeline { Name = "Sales" };
        (string Key, StageKind Kind)[] stages =
        [
            ("prospecting", StageKind.Open),
            ("engaging", StageKind.Open),
            ("proposal", StageKind.Open),
            ("won", StageKind.Won),
            ("lost", StageKind.Lost),
        ];
        foreach (var (position, (key, kind)) in stages.Index())
        {
            pipeline.Stages.Add(
                new PipelineStage
                {
                    Key = key,
                    Name = key.ToUpperInvariant(),
                    Kind = kind,
                    Position = position,
                }
            );
        }

        return pipeline;
    }

    private static void AssertBroken(string code, bool forbiddenNow, Action act)
    {
        var rule = Assert.Throws<RuleBroken>(act);
        Assert.Equal((code, forbiddenNow), (rule.Code, rule.ForbiddenNow));
    }
}
