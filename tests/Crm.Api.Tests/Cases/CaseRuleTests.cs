using Crm.Api.Cases;
using Crm.Api.Interactions;
using Crm.Api.Kernel;

namespace Crm.Api.Tests.Cases;

/// <summary>What moves a case, and what its state forbids.</summary>
public sealed class CaseRuleTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 9, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, Action<Case>> Moves = new(StringComparer.Ordinal)
    {
        ["assign"] = it => it.AssignTo(null, null, "second level"),
        ["answer"] = it => it.Take(InteractionDirection.Out, After(60), After(60)),
        ["customer writes"] = it => it.Take(InteractionDirection.In, After(60), After(60)),
        ["note"] = it => it.Take(InteractionDirection.Internal, After(60), After(60)),
        ["wait for customer"] = it => it.WaitFor(WaitingParty.Customer, After(60)),
        ["wait for third party"] = it => it.WaitFor(WaitingParty.ThirdParty, After(60)),
        ["resolve"] = it => it.Resolve("Sent a new fuse.", null, After(60)),
        ["close"] = it => it.Close(After(60)),
        ["reopen"] = it => it.Reopen("It blew again.", After(60)),
    };

    [Theory]
    [InlineData("new", "assign", "new")]
    [InlineData("new", "answer", "open")]
    [InlineData("new", "customer writes", "new")]
    [InlineData("new", "note", "new")]
    [InlineData("new", "wait for customer", "waiting")]
    [InlineData("new", "wait for third party", "waiting")]
    [InlineData("new", "resolve", "resolved")]
    [InlineData("new", "close", "case-not-resolved")]
    [InlineData("new", "reopen", "case-not-resolved")]
    [InlineData("open", "assign", "open")]
    [InlineData("open", "answer", "open")]
    [InlineData("open", "customer writes", "open")]
    [InlineData("open", "note", "open")]
    [InlineData("open", "wait for customer", "waiting")]
    [InlineData("open", "wait for third party", "waiting")]
    [InlineData("open", "resolve", "resolved")]
    [InlineData("open", "close", "case-not-resolved")]
    [InlineData("open", "reopen", "case-not-resolved")]
    [InlineData("waiting", "assign", "waiting")]
    [InlineData("waiting", "answer", "waiting")]
    [InlineData("waiting", "customer writes", "open")]
    [InlineData("waiting", "note", "waiting")]
    [InlineData("waiting", "wait for customer", "waiting")]
    [InlineData("waiting", "wait for third party", "waiting")]
    [InlineData("waiting", "resolve", "resolved")]
    [InlineData("waiting", "close", "case-not-resolved")]
    [InlineData("waiting", "reopen", "case-not-resolved")]
    [InlineData("resolved", "assign", "resolved")]
    [InlineData("resolved", "answer", "resolved")]
    [InlineData("resolved", "customer writes", "open")]
    [InlineData("resolved", "note", "resolved")]
    [InlineData("resolved", "wait for customer", "case-resolved")]
    [InlineData("resolved", "wait for third party", "case-resolved")]
    [InlineData("resolved", "resolve", "case-resolved")]
    [InlineData("resolved", "close", "closed")]
    [InlineData("resolved", "reopen", "open")]
    [InlineData("closed", "assign", "case-closed")]
    [InlineData("closed", "answer", "case-closed")]
    [InlineData("closed", "customer writes", "case-closed")]
    [InlineData("closed", "note", "closed")]
    [InlineData("closed", "wait for customer", "case-closed")]
    [InlineData("closed", "wait for third party", "case-closed")]
    [InlineData("closed", "resolve", "case-closed")]
    [InlineData("closed", "close", "case-closed")]
    [InlineData("closed", "reopen", "open")]
    public void Each_state_allows_its_moves_and_no_others(string from, string move, string outcome)
    {
        var it = CaseIn(from);

        var refused = Xunit.Record.Exception(() => Moves[move](it)) as RuleBroken;

        Assert.Equal(outcome, refused?.Code ?? EnumText<CaseState>.Of(it.State));
        Assert.True(refused is null || (refused.ForbiddenNow && EnumText<CaseState>.Of(it.State) == from));
    }

    [Fact]
    public void Only_the_first_public_answer_of_ours_is_the_first_response()
    {
        var it = CaseIn("new");

        it.Take(InteractionDirection.In, After(1), After(1));
        it.Take(InteractionDirection.Internal, After(2), After(2));
        it.Take(InteractionDirection.Out, After(3), After(3));
        it.Take(InteractionDirection.Out, After(4), After(4));

        Assert.Equal(After(3), it.FirstResponseAt);
    }

    [Fact]
    public void Time_spent_waiting_is_added_up_over_all_waits()
    {
        var it = CaseIn("new");

        it.WaitFor(WaitingParty.Customer, After(10));
        it.Take(InteractionDirection.In, After(25), After(25));
        it.WaitFor(WaitingParty.ThirdParty, After(30));
        it.WaitFor(WaitingParty.Customer, After(40));
        it.Resolve(null, "solved", After(50));

        Assert.Equal((15 + 20) * 60, it.WaitingSeconds);
        Assert.Null(it.WaitingFor);
    }

    [Fact]
    public void Waiting_for_the_same_party_again_changes_nothing()
    {
        var it = CaseIn("new");
        it.WaitFor(WaitingParty.Customer, After(10));

        it.WaitFor(WaitingParty.Customer, After(20));

        Assert.Equal(After(10), it.StateSince);
        Assert.Equal(2, it.Steps.Count);
    }

    [Fact]
    public void A_reopened_case_is_neither_resolved_nor_closed_and_counts_it()
    {
        var it = CaseIn("closed");

        it.Reopen("It blew again.", After(60));

        Assert.Equal(1, it.ReopenCount);
        Assert.Null(it.ResolvedAt);
        Assert.Null(it.ClosedAt);
        Assert.Null(it.Resolution);
        Assert.Equal("It blew again.", it.Steps[^1].Reason);
    }

    [Fact]
    public void A_message_from_before_the_present_state_is_history_and_moves_nothing()
    {
        var it = CaseIn("closed");
        var since = it.StateSince;

        it.Take(InteractionDirection.In, since.AddSeconds(-1), After(600));

        Assert.Equal(CaseState.Closed, it.State);
    }

    [Fact]
    public void A_case_is_not_resolved_without_saying_how()
    {
        var it = CaseIn("open");

        var refused = Assert.Throws<RuleBroken>(() => it.Resolve(null, null, After(60)));

        Assert.Equal("resolution-missing", refused.Code);
        Assert.False(refused.ForbiddenNow);
        Assert.Equal(CaseState.Open, it.State);
    }

    [Fact]
    public void No_state_begins_before_the_one_it_follows()
    {
        var it = CaseIn("open");
        it.WaitFor(WaitingParty.Customer, After(60));

        it.Resolve("Done.", null, After(59));

        Assert.Equal(After(60), it.ResolvedAt);
        Assert.Equal(0, it.WaitingSeconds);
    }

    [Theory]
    [InlineData(0, 10, 20, 30, null)]
    [InlineData(0, 0, 0, 0, null)]
    [InlineData(0, null, 20, null, null)]
    [InlineData(10, 0, null, null, "/firstResponseAt")]
    [InlineData(10, null, 0, null, "/resolvedAt")]
    [InlineData(0, 30, 20, null, "/resolvedAt")]
    [InlineData(0, null, 20, 10, "/closedAt")]
    public void Times_that_are_brought_in_stand_in_their_order(
        int opened,
        int? responded,
        int? resolved,
        int? closed,
        string? blamed
    )
    {
        var it = new Case();
        var said = new CaseHistory(After(opened), After(responded), After(resolved), After(closed), "Done.", null);

        var refused = Xunit.Record.Exception(() => it.Follow(said, After(100))) as RuleBroken;

        Assert.Equal(blamed, refused?.Pointer);
        Assert.Equal(blamed is null ? null : "case-time-order", refused?.Code);
    }

    [Fact]
    public void Times_that_are_brought_in_lie_in_the_past()
    {
        var said = new CaseHistory(After(0), null, After(106), null, "Done.", null);

        var refused = Assert.Throws<RuleBroken>(() => new Case().Follow(said, After(100)));

        Assert.Equal("time-in-future", refused.Code);
        Assert.Equal("/resolvedAt", refused.Pointer);
    }

    private static Case CaseIn(string state)
    {
        var it = new Case();
        it.Begin(Start);
        Action[] way =
        [
            () => it.Take(InteractionDirection.Out, After(1), After(1)),
            () => it.WaitFor(WaitingParty.Customer, After(2)),
            () => it.Resolve("Sent a fuse.", "replaced", After(3)),
            () => it.Close(After(4)),
        ];
        foreach (var step in way)
        {
            if (EnumText<CaseState>.Of(it.State) != state)
            {
                step();
            }
        }

        return it;
    }

    private static DateTimeOffset After(int minutes) => Start.AddMinutes(minutes);

    private static DateTimeOffset? After(int? minutes) => minutes is { } some ? After(some) : null;
}
