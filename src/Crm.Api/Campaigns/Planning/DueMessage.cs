namespace Crm.Api.Campaigns.Planning;

/// <summary>A message that a customer is due to get.</summary>
/// <param name="Step">1-based.</param>
/// <param name="Occurrence">The year, of a step that comes each year; else 0.</param>
internal readonly record struct DueMessage(int Step, int Occurrence);
