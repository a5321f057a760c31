using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.DedupeRuns;
using Crm.Api.Http.Records;
using Microsoft.Extensions.Options;

namespace Crm.Api.Duplicates;

/// <summary>Looks whether customers that come in look like those that are there.</summary>
internal sealed class CustomerDuplicateCheck(
    DuplicateFinder finder,
    DuplicateModels models,
    IOptions<DuplicateOptions> options
) : DuplicateCheck<Customer>
{
    public override DuplicatePolicy Policy => options.Value.Policy;

    public override double Threshold => options.Value.Threshold;

    public override bool IsCompared(RecordChange change) => CustomerKeyKeeper.IsCompared(change);

    public override Task<IReadOnlyList<PossibleDuplicate>> FindAsync(
        Customer entity,
        double threshold,
        Work work,
        CancellationToken cancellationToken
    ) => finder.FindAsync(ReadCustomer.Of(entity), threshold, work, cancellationToken);

    public override IncomingRecords<Customer> Open() => new IncomingCustomers(models);
}
