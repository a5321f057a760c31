namespace Crm.Api.Pricing;

/// <summary>How a line is taxed; lines alike in both are taxed together.</summary>
/// <param name="Rate">In percent, 0 to 100.</param>
/// <param name="Code">What the books call it, as some taxes of one rate must be told apart.</param>
internal readonly record struct Tax(decimal Rate, string? Code);
