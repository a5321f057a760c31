namespace Crm.Api.Imports.Sources;

/// <summary>What one row may hold, so that no file can fill the memory.</summary>
internal static class SourceLimits
{
    /// <summary>Characters of a cell.</summary>
    public const int CellLength = 1024 * 1024;

    /// <summary>Characters of a row.</summary>
    public const int RowLength = 4 * 1024 * 1024;

    /// <summary>Cells of a row, which is what spreadsheets can hold.</summary>
    public const int Cells = 16_384;

    /// <summary>What is kept of a cell that is too large.</summary>
    public const int KeptLength = 200;

    public static RowFault CellTooLarge(string? column, long line) =>
        new("cell-too-large", column, $"The cell that begins in line {line} has more than {CellLength} characters.");

    public static RowFault RowTooLarge() =>
        new("row-too-large", null, $"The row has more than {RowLength} characters or {Cells} cells.");

    public static string Kept(ReadOnlySpan<char> text) => $"{text[..Math.Min(text.Length, KeptLength)]}…";
}
