using Crm.Api.Cases;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Http.Records;

namespace Crm.Api.Interactions;

/// <summary>The kinds of record that an interaction can be about.</summary>
internal enum RecordKind
{
    Customer,
    Case,
}

/// <summary>References to a record of any kind; no foreign key can watch over them.</summary>
internal static class RecordKinds
{
    public static Task CheckAsync(
        RecordKind kind,
        Guid? present,
        Guid? wanted,
        Work work,
        string pointer,
        CancellationToken cancellationToken
    ) =>
        kind switch
        {
            RecordKind.Customer => References.CheckAsync<Customer>(work, present, wanted, pointer, cancellationToken),
            RecordKind.Case => References.CheckAsync<Case>(work, present, wanted, pointer, cancellationToken),
        };
}
