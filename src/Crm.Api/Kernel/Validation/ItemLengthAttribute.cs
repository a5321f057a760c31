namespace Crm.Api.Kernel.Validation;

/// <summary>How long each text in a list may be.</summary>
/// <param name="maximum">Characters.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ItemLengthAttribute(int maximum) : Attribute
{
    /// <summary>Characters.</summary>
    public int Maximum { get; } = maximum;
}
