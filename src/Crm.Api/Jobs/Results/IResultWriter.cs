using Crm.Api.Jobs.Ledger;

namespace Crm.Api.Jobs.Results;

/// <summary>Writes rows of the input with what became of them.</summary>
internal interface IResultWriter : IAsyncDisposable
{
    void Write(JobInputRow row, LedgerLine line);
}

internal static class ResultColumns
{
    public const string Line = "_line";
    public const string Outcome = "_outcome";
    public const string Id = "_id";
    public const string Code = "_code";
    public const string Detail = "_detail";
}
