using System.ComponentModel.DataAnnotations;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Http;

/// <summary>What this installation takes for granted where a caller does not say.</summary>
internal sealed class InstallationOptions
{
    public const string Section = "Crm";

    /// <summary>IANA time zone of days and reports.</summary>
    [Required]
    [IanaTimeZone]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Country of phone numbers typed without a country code, ISO 3166; null: such numbers have no identity form.</summary>
    [CountryCode]
    public string? PhoneCountry { get; set; }

    /// <summary>Currency of amounts that are given without one, ISO 4217.</summary>
    [Required]
    [CurrencyCode]
    public string Currency { get; set; } = "EUR";
}
