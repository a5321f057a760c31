using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.DedupeRuns;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;
using Microsoft.Extensions.Options;

namespace Crm.Api.Duplicates;

/// <summary>Says which stored customers somebody may be of whom only some things are known.</summary>
internal static class MatchCustomer
{
    public static async Task<Answer<Page<PossibleDuplicate>>> Handle(
        Body<MatchCustomerRequest> body,
        HttpContext http,
        Caller caller,
        Work work,
        DuplicateFinder finder,
        IOptions<DuplicateOptions> options,
        IOptions<InstallationOptions> installation,
        CancellationToken cancellationToken
    )
    {
        work.For(caller);
        var threshold = DuplicateTerms.ThresholdIn(http) ?? options.Value.ShownFrom;
        var found = new List<PossibleDuplicate>();
        foreach (var kind in body.Value.Kinds)
        {
            var customer = body.Value.ToCustomer(kind, installation.Value.PhoneCountry);
            var read = ReadCustomer.Of(customer);
            read.Employer = body.Value.Employer;
            found.AddRange(await finder.FindAsync(read, threshold, work, cancellationToken));
        }

        return Answer.Ok(
            new Page<PossibleDuplicate> { Items = [.. found.OrderByDescending(match => match.MatchWeight)] }
        );
    }
}
