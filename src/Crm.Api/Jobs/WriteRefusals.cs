using System.Data.Common;
using Crm.Api.Data;
using Crm.Api.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Crm.Api.Jobs;

/// <summary>Tells what the database refuses a single row for from what goes wrong with the whole job.</summary>
internal static class WriteRefusals
{
    /// <summary>What one of the rows that were saved together did wrong; null for any other failure.</summary>
    /// <param name="failure">What saving them ended with.</param>
    /// <param name="engine">Knows its errors.</param>
    /// <param name="model">Knows the contract's words for them; null when nothing was saved yet.</param>
    public static RowRejected? Of(Exception failure, DatabaseEngine engine, IModel? model) =>
        failure switch
        {
            DbUpdateConcurrencyException => RowRejected.Of(ProblemHandler.ProblemFor(failure, engine)),
            DbUpdateException { InnerException: DbException broken }
                when model is not null && engine.BrokenUniqueConstraint(broken) is { } constraint => RowRejected.Of(
                UniqueConstraints.Problem(constraint, model)
            ),
            DbUpdateException { InnerException: DbException broken } when engine.IsBrokenReference(broken) =>
                new RowRejected("unknown-reference", null, "A record that the row refers to is gone for good."),
            _ => null,
        };
}
