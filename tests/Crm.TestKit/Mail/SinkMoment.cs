namespace Crm.TestKit;

/// <summary>Where a mail sink stands.</summary>
/// <param name="Step">What has just come.</param>
/// <param name="Line">The command; empty where there is none.</param>
/// <param name="Connection">Which connection since the start, from 1.</param>
/// <param name="Mail">Which mail of that connection, from 1.</param>
public readonly record struct SinkMoment(SinkStep Step, string Line, int Connection, int Mail);
