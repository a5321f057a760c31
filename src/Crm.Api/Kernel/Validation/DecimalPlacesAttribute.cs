using System.ComponentModel.DataAnnotations;

namespace Crm.Api.Kernel.Validation;

/// <summary>A number with no more places behind the point than are stored; nothing is rounded silently.</summary>
/// <remarks>Null is valid; <see cref="RequiredAttribute"/> asks for a value.</remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class DecimalPlacesAttribute(int places)
    : ValidationAttribute($"The {{0}} field must have no more than {places} places behind the point.")
{
    /// <summary>The most places there may be.</summary>
    public int Places { get; } = places;

    /// <inheritdoc/>
    public override bool IsValid(object? value) =>
        value is null || (value is decimal number && decimal.Round(number, Places) == number);
}
