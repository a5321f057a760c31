namespace Crm.Benchmarks.Load;

/// <summary>The same thing asked of the service and of the floor.</summary>
/// <param name="Ours">Request number n to the service.</param>
/// <param name="Floor">Request number n to the floor.</param>
internal sealed record Operation(string Name, Func<int, HttpRequestMessage> Ours, Func<int, HttpRequestMessage> Floor);
