using Crm.Api.Access;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.DedupeRuns;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;
using Microsoft.Extensions.Options;

namespace Crm.Api.Duplicates;

/// <summary>Says which other customers a stored one may be.</summary>
internal static class ListCustomerDuplicates
{
    public static async Task<Answer<Page<PossibleDuplicate>>> Handle(
        IdOrNumber id,
        HttpContext http,
        Caller caller,
        Work work,
        DuplicateFinder finder,
        IOptions<DuplicateOptions> options,
        CancellationToken cancellationToken
    )
    {
        work.For(caller);
        var customer =
            await id.FindAsync(work.Query<Customer>(), cancellationToken)
            ?? throw new ProblemException(Problem.NotFound("customer", id.Text));
        var query = work.Query<Customer>().Where(one => one.Id == customer.Id);
        var pages = await CustomerReader.PagesAsync(work, query, cancellationToken).ToListAsync(cancellationToken);
        var threshold = DuplicateTerms.ThresholdIn(http) ?? options.Value.ShownFrom;
        var found = await finder.FindAsync(pages.Single().Single(), threshold, work, cancellationToken);
        return Answer.Ok(new Page<PossibleDuplicate> { Items = found });
    }
}
