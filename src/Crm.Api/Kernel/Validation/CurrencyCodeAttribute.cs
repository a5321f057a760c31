using System.ComponentModel.DataAnnotations;

namespace Crm.Api.Kernel.Validation;

/// <summary>An upper-case currency code of ISO 4217: <c>EUR</c>.</summary>
/// <remarks>Null is valid; <see cref="RequiredAttribute"/> asks for a value.</remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class CurrencyCodeAttribute()
    : ValidationAttribute("The {0} field must be an upper-case currency code of ISO 4217 such as EUR.")
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is null || (value is string code && Currencies.IsCode(code));
}
