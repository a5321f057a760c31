using Crm.Api.Data;
using Crm.Api.Http.Records;
using Microsoft.Extensions.Options;

namespace Crm.Api.Quotes;

/// <summary>What each verb of a quote begins and ends with.</summary>
internal sealed class QuoteVerb(QuoteResource resource, Work work, IOptions<DatabaseOptions> options)
    : RecordVerb<Quote, QuoteForm, QuoteResponse>(resource, work, options)
{
    /// <summary>The day this happens on, here.</summary>
    public DateOnly Today => resource.DayOf(Work.Now);
}
