namespace Crm.Cli.Output;

/// <summary>How many rows are done, and of how many, if that is known.</summary>
internal readonly record struct Progress(long Done, long? Total);
