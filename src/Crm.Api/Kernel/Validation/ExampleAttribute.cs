namespace Crm.Api.Kernel.Validation;

/// <summary>A value that the contract shows for the property.</summary>
/// <param name="value">A string, number or truth value, as it would stand in JSON; of an object, its JSON.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ExampleAttribute(object value) : Attribute
{
    /// <summary>The value.</summary>
    public object Value { get; } = value;
}
