namespace Crm.Api.Kernel;

/// <summary>What is meant where a form leaves it open and its record does not say either.</summary>
/// <param name="PhoneCountry">Of phone numbers without a country; null: the installation's.</param>
internal sealed record FormDefaults(string? PhoneCountry)
{
    public static readonly FormDefaults None = new(PhoneCountry: null);
}
