namespace Crm.Api.Imports;

/// <summary>This row cannot be imported; the others can.</summary>
internal sealed class RowRejected(string code, string? column, string message) : Exception(message)
{
    public string Code => code;

    /// <summary>The column to blame.</summary>
    public string? Column => column;
}
