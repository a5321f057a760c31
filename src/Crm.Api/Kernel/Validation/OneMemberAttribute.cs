using System.ComponentModel.DataAnnotations;

namespace Crm.Api.Kernel.Validation;

/// <summary>An object that has exactly one of the members it may have.</summary>
/// <remarks>Null is valid; <see cref="RequiredAttribute"/> asks for a value.</remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneMemberAttribute() : ValidationAttribute("The {0} field must have exactly one of its members.")
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) =>
        value is null || value.GetType().GetProperties().Count(member => member.GetValue(value) is not null) == 1;
}
