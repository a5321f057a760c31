using System.ComponentModel.DataAnnotations;

namespace Crm.Api.Kernel.Validation;

/// <summary>An upper-case country code of ISO 3166-1 alpha-2: <c>DE</c>.</summary>
/// <remarks>Null is valid; <see cref="RequiredAttribute"/> asks for a value.</remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class CountryCodeAttribute()
    : ValidationAttribute("The {0} field must be an upper-case country code of ISO 3166 such as DE.")
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is null || (value is string code && Countries.IsCode(code));
}
