using Crm.Api.Kernel;
using Crm.Api.Pricing;

namespace Crm.Api.Quotes;

/// <summary>What we offer a customer, at what price and until when.</summary>
internal sealed class Quote : PricedDocument<Quote>
{
    private const int MaxYearsValid = 10;

    /// <summary>1 for the first; a revision is a quote of its own.</summary>
    public int Revision { get; set; } = 1;

    /// <summary>As stored; <see cref="StateOn"/> says what it is on a day.</summary>
    public QuoteState State { get; set; }

    /// <summary>The quote this one revises.</summary>
    public Guid? RevisesId { get; set; }

    /// <summary>The quote that took this one's place.</summary>
    public Guid? RevisedById { get; set; }

    /// <summary>The order that accepting it made.</summary>
    public Guid? OrderId { get; set; }

    public DateOnly IssueDate { get; set; }

    /// <summary>The last day on which it can be accepted; null: it does not expire.</summary>
    public DateOnly? ValidUntil { get; set; }

    public string? PaymentTerms { get; set; }

    public string? DeliveryTerms { get; set; }

    public string? DeclineReason { get; set; }

    public DateTimeOffset? ApproveTime { get; set; }

    public DateTimeOffset? SendTime { get; set; }

    public DateTimeOffset? AcceptTime { get; set; }

    public DateTimeOffset? DeclineTime { get; set; }

    public QuoteState StateOn(DateOnly today) =>
        State == QuoteState.Sent && IsPastValidity(today) ? QuoteState.Expired : State;

    /// <summary>Says from when to when the quote holds.</summary>
    public void HoldFrom(DateOnly issueDate, DateOnly? validUntil)
    {
        if (validUntil < issueDate || validUntil > LastDay(issueDate))
        {
            throw RuleBroken.Invalid(
                "validity-invalid",
                $"A quote is valid until its date of issue or later, and for {MaxYearsValid} years at most.",
                "/validUntil"
            );
        }

        IssueDate = issueDate;
        ValidUntil = validUntil;
    }

    /// <summary>What the quote says can be changed only while it is a draft.</summary>
    public void CheckDraft() => Demand(State == QuoteState.Draft, "quote-not-draft", "Only a draft can be changed");

    public void Approve(DateTimeOffset now)
    {
        Demand(State == QuoteState.Draft, "quote-not-draft", "Only a draft can be approved");
        Demand(Lines.Count > 0, "quote-empty", "A quote without lines cannot be approved");
        State = QuoteState.Approved;
        ApproveTime = now;
    }

    public void Reopen()
    {
        Demand(State == QuoteState.Approved, "quote-not-approved", "Only an approved quote can become a draft again");
        State = QuoteState.Draft;
        ApproveTime = null;
    }

    public void Send(DateTimeOffset now, DateOnly today)
    {
        Demand(State == QuoteState.Approved, "quote-not-approved", "Only an approved quote can be sent");
        DemandValid(today);
        State = QuoteState.Sent;
        SendTime = now;
    }

    public void Accept(DateTimeOffset now, DateOnly today)
    {
        Demand(State == QuoteState.Sent, "quote-not-sent", "Only a sent quote can be accepted");
        DemandValid(today);
        State = QuoteState.Accepted;
        AcceptTime = now;
    }

    /// <summary>A customer may still decline when the quote has expired: then we know why.</summary>
    public void Decline(string reason, DateTimeOffset now)
    {
        Demand(State == QuoteState.Sent, "quote-not-sent", "Only a sent quote can be declined");
        State = QuoteState.Declined;
        DeclineReason = reason;
        DeclineTime = now;
    }

    /// <summary>A new draft that says the same, is valid for as long from today on, and takes this quote's place.</summary>
    public Quote Revise(Guid id, DateOnly today)
    {
        Demand(
            State is QuoteState.Approved or QuoteState.Sent or QuoteState.Declined,
            "quote-not-revisable",
            "A draft is changed, and an accepted or superseded quote cannot be revised"
        );
        var revision = new Quote
        {
            Id = id,
            Number = $"{BaseNumber}-{Revision + 1}",
            Revision = Revision + 1,
            RevisesId = Id,
            PaymentTerms = PaymentTerms,
            DeliveryTerms = DeliveryTerms,
        };
        revision.CopyTerms(this);
        revision.HoldFrom(today, ValidUntil is { } last ? today.AddDays(last.DayNumber - IssueDate.DayNumber) : null);
        State = QuoteState.Superseded;
        RevisedById = revision.Id;
        return revision;
    }

    /// <summary>What others rely on stays.</summary>
    public void CheckDelete() =>
        Demand(
            State is not (QuoteState.Accepted or QuoteState.Superseded),
            "quote-in-use",
            "A quote that was accepted or revised cannot be deleted"
        );

    private string BaseNumber => Revision == 1 ? Number : Number[..Number.LastIndexOf('-')];

    private bool IsPastValidity(DateOnly today) => ValidUntil is { } last && last < today;

    private void DemandValid(DateOnly today) =>
        Demand(!IsPastValidity(today), "quote-expired", $"The quote was valid until {ValidUntil:yyyy-MM-dd}");

    private void Demand(bool holds, string code, string otherwise)
    {
        if (!holds)
        {
            throw RuleBroken.State(code, $"{otherwise}; this one is {EnumText<QuoteState>.Of(State)}.");
        }
    }

    private static DateOnly LastDay(DateOnly issueDate) =>
        issueDate.Year > DateOnly.MaxValue.Year - MaxYearsValid ? DateOnly.MaxValue : issueDate.AddYears(MaxYearsValid);
}
