namespace Crm.Api.Quotes;

/// <summary>How far a quote has come. <c>expired</c> is never stored: it is what a sent quote is once its validity has passed.</summary>
internal enum QuoteState
{
    Draft,
    Approved,
    Sent,
    Accepted,
    Declined,
    Expired,
    Superseded,
}
