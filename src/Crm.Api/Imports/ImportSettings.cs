using Crm.Api.Http;
using Crm.Api.Kernel;

namespace Crm.Api.Imports;

/// <summary>How values are written in a file, with the installation's word where the import says nothing.</summary>
internal sealed class ImportSettings
{
    private const string IsoDate = "yyyy-MM-dd";

    private ImportSettings(ImportFormat format, InstallationOptions installation)
    {
        Decimal = DecimalOf(format);
        Group = format.Group;
        DateFormats = [.. DateFormatsOf(format), IsoDate];
        Zone = TimeZones.Find(format.TimeZone ?? installation.TimeZone)!;
        Currency = format.Currency ?? installation.Currency;
    }

    /// <summary>The decimal sign.</summary>
    public string Decimal { get; }

    /// <summary>Between groups of digits; null when numbers are written without.</summary>
    public string? Group { get; }

    /// <summary>In the order they are tried. The way of ISO 8601, which cannot be mistaken for another, is always the last.</summary>
    public string[] DateFormats { get; }

    public TimeZoneInfo Zone { get; }

    public string Currency { get; }

    public static ImportSettings Of(ImportFormat? format, InstallationOptions installation) =>
        new(format ?? new ImportFormat(), installation);

    /// <summary>A file that groups digits with points writes its decimals with a comma.</summary>
    public static string DecimalOf(ImportFormat? format) => format?.Decimal ?? (format?.Group == "." ? "," : ".");

    private static IEnumerable<string> DateFormatsOf(ImportFormat format) =>
        format.DateFormat is { } one ? [one, .. format.DateFormats ?? []] : format.DateFormats ?? [];
}
