namespace Crm.Api.Kernel.Validation;

/// <summary>A part of an answer that only writing has; lists and exports have no column for it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OnlyWhenWrittenAttribute : Attribute;
