using System.Globalization;
using System.Text;
using Crm.Api.Http;
using Crm.Api.Kernel;

namespace Crm.Api.Imports;

/// <summary>How values are written in a file, with the installation's word where the import says nothing.</summary>
internal sealed class ImportSettings
{
    private ImportSettings(ImportFormat format, InstallationOptions installation)
    {
        Encoding =
            EncodingOf(format.Encoding ?? "utf-8") ?? throw new ArgumentException("Unknown encoding.", nameof(format));
        Delimiter = format.Delimiter ?? ",";
        Numbers = new NumberFormatInfo { NumberDecimalSeparator = format.Decimal ?? "." };
        DateFormat = format.DateFormat ?? "yyyy-MM-dd";
        Zone = TimeZones.Find(format.TimeZone ?? installation.TimeZone)!;
        Currency = format.Currency ?? installation.Currency;
    }

    public Encoding Encoding { get; }

    public string Delimiter { get; }

    public NumberFormatInfo Numbers { get; }

    public string DateFormat { get; }

    public TimeZoneInfo Zone { get; }

    public string Currency { get; }

    public static ImportSettings Of(ImportFormat? format, InstallationOptions installation) =>
        new(format ?? new ImportFormat(), installation);

    /// <summary>The encoding of that name, bytes it cannot read replaced by U+FFFD; null when there is none.</summary>
    public static Encoding? EncodingOf(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
