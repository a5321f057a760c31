using System.ComponentModel.DataAnnotations;

namespace Crm.Api.Kernel.Validation;

/// <summary>A language tag of BCP 47: <c>zh-Hans</c>.</summary>
/// <remarks>Null is valid; <see cref="RequiredAttribute"/> asks for a value.</remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class LanguageTagAttribute()
    : ValidationAttribute("The {0} field must be a language tag of BCP 47 such as en or zh-Hans.")
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is null || (value is string tag && Languages.IsTag(tag));
}
