using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;

namespace Crm.Api.Jobs;

/// <summary>This row cannot be done; the others can.</summary>
internal sealed class RowRejected(string code, string? blamed, string message) : Exception(message)
{
    public string Code => code;

    /// <summary>The column, or the field, to blame.</summary>
    public string? Field => blamed;

    /// <summary>True when a rule of the record blames the field, by a JSON Pointer; else it is the column of a cell.</summary>
    public bool IsPointer { get; private init; }

    /// <summary>The kind of record that a cell names and nobody has made; a later row of the same file may.</summary>
    public IImportable? Missing { get; init; }

    /// <summary>What is wrong with the row, when the failure is the row's; null for any other failure.</summary>
    public static RowRejected? Of(Exception failure) =>
        failure switch
        {
            RowRejected own => own,
            RuleBroken rule => Of(Problem.Of(rule)),
            ProblemException { Problem.Status: < 500 } known => Of(known.Problem),
            _ => null,
        };

    public static RowRejected Of(Problem problem) =>
        problem.Errors is [var first, ..]
            ? new RowRejected(problem.Code, first.Pointer, first.Detail) { IsPointer = first.Pointer.StartsWith('/') }
            : new RowRejected(problem.Code, null, problem.Detail);
}
