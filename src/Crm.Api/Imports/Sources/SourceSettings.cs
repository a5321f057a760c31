namespace Crm.Api.Imports.Sources;

/// <summary>What the import says about its file; what it leaves open is found out.</summary>
internal sealed record SourceSettings
{
    public FileFormat? Format { get; init; }

    public string? Encoding { get; init; }

    public char? Delimiter { get; init; }

    public char? Quote { get; init; }

    /// <summary>How numbers are to be written where the file has them as numbers.</summary>
    public string Decimal { get; init; } = ".";

    /// <summary>Columns that are there even where the beginning of an NDJSON file does not show them.</summary>
    public IReadOnlyList<string> Wanted { get; init; } = [];

    /// <summary>The columns of the first part, for an NDJSON file that goes on from it.</summary>
    public string[]? Columns { get; init; }

    public static SourceSettings Of(ImportOptions options) =>
        new()
        {
            Format = options.Format?.Format,
            Encoding = options.Format?.Encoding,
            Delimiter = options.Format?.Delimiter?[0],
            Quote = options.Format?.Quote?[0],
            Decimal = ImportSettings.DecimalOf(options.Format),
            Wanted = [.. (options.Mapping ?? []).Select(mapping => mapping.Column).OfType<string>()],
        };
}

/// <summary>How rows are written in a file.</summary>
internal enum FileFormat
{
    Csv,
    Ndjson,
    Xlsx,
}
