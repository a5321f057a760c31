namespace Crm.Api.Http.Lists;

/// <summary>
/// How a file says that it is whole: <c>{"_end":true,"rows":N}</c> as the last line of NDJSON; in a CSV a column of this name, empty but
/// in the last record, where it holds the number of rows before it. That a reader finds the column and not the record tells it that
/// the file was cut off, even between two lines.
/// </summary>
internal static class EndMark
{
    public const string Name = "_end";
    public const string Rows = "rows";
}
