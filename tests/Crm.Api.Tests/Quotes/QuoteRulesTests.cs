using Crm.Api.Kernel;
using Crm.Api.Pricing;
using Crm.Api.Quotes;

namespace Crm.Api.Tests.Quotes;

/// <summary>The rules of a quote, without a service around it.</summary>
public sealed class QuoteRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 1, 31);

    [Fact]
    public void A_sent_quote_is_expired_from_the_day_after_its_last_day()
    {
        var quote = Sent(validUntil: Today);

        Assert.Equal(QuoteState.Sent, quote.StateOn(Today));
        Assert.Equal(QuoteState.Expired, quote.StateOn(Today.AddDays(1)));
    }

    [Fact]
    public void Only_a_sent_quote_expires_and_none_without_a_last_day()
    {
        Assert.Equal(QuoteState.Sent, Sent(validUntil: null).StateOn(DateOnly.MaxValue));
        Assert.Equal(QuoteState.Draft, Draft(validUntil: Today).StateOn(Today.AddDays(1)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3653)]
    public void A_quote_is_not_valid_before_its_issue_nor_for_more_than_ten_years(int days)
    {
        var broken = Assert.Throws<RuleBroken>(() => Draft().HoldFrom(Today, Today.AddDays(days)));

        Assert.Equal(("validity-invalid", "/validUntil"), (broken.Code, broken.Pointer));
    }

    [Fact]
    public void The_last_days_of_the_calendar_do_no_harm() =>
        Assert.Throws<RuleBroken>(() => Draft().HoldFrom(DateOnly.MaxValue, Today));

    [Fact]
    public void A_quote_without_lines_cannot_be_approved() =>
        Assert.Equal("quote-empty", Assert.Throws<RuleBroken>(() => new Quote().Approve(Now)).Code);

    [Fact]
    public void An_expired_quote_can_be_neither_sent_nor_accepted_but_declined_and_revised()
    {
        var late = Today.AddDays(1);
        var approved = Draft(validUntil: Today);
        approved.Approve(Now);

        Assert.Equal("quote-expired", Assert.Throws<RuleBroken>(() => approved.Send(Now, late)).Code);
        Assert.Equal("quote-expired", Assert.Throws<RuleBroken>(() => Sent(Today).Accept(Now, late)).Code);
        Sent(Today).Decline("Too late", Now);
        Sent(Today).Revise(Guid.Empty, late);
    }

    [Fact]
    public void A_revision_says_the_same_takes_the_place_and_is_valid_for_as_long()
    {
        var quote = Sent(validUntil: Today.AddDays(30));
        quote.Number = "Q-2026-000123";

        var second = quote.Revise(Guid.CreateVersion7(Now), Today.AddDays(100));
        second.Approve(Now);
        var third = second.Revise(Guid.CreateVersion7(Now), Today.AddDays(100));

        Assert.Equal(("Q-2026-000123-2", 2, quote.Id), (second.Number, second.Revision, second.RevisesId));
        Assert.Equal(("Q-2026-000123-3", 3, second.Id), (third.Number, third.Revision, third.RevisesId));
        Assert.Equal((QuoteState.Superseded, second.Id), (quote.State, quote.RevisedById));
        Assert.Equal(QuoteState.Draft, third.State);
        Assert.Equal((Today.AddDays(100), Today.AddDays(130)), (second.IssueDate, second.ValidUntil));
        Assert.Equal(quote.TotalUnits, second.TotalUnits);
        Assert.Equal(quote.Lines[0].Terms, second.Lines[0].Terms);
    }

    private static Quote Draft(DateOnly? validUntil = null)
    {
        var quote = new Quote { Id = Guid.CreateVersion7(Now), Currency = "EUR" };
        quote.Lines.Add(
            new PricedLine<Quote>
            {
                Description = "GTX Pro",
                QuantityUnits = Scaled.ToUnits(2),
                UnitPriceUnits = Scaled.ToUnits(12.5m),
            }
        );
        quote.HoldFrom(Today, validUntil);
        quote.Price();
        return quote;
    }

    private static Quote Sent(DateOnly? validUntil)
    {
        var quote = Draft(validUntil);
        quote.Approve(Now);
        quote.Send(Now, Today);
        return quote;
    }
}
