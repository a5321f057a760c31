using System.ComponentModel.DataAnnotations;

namespace Crm.Api.Kernel.Validation;

/// <summary>A time zone of the IANA database: <c>Europe/Berlin</c>.</summary>
/// <remarks>Null is valid; <see cref="RequiredAttribute"/> asks for a value.</remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class IanaTimeZoneAttribute()
    : ValidationAttribute("The {0} field must be a time zone of the IANA database such as Europe/Berlin.")
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) =>
        value is null || (value is string id && TimeZones.Find(id) is not null);
}
