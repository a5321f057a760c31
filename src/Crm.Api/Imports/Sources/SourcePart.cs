namespace Crm.Api.Imports.Sources;

/// <summary>One of the files an import was sent as. Its stream can be sought in, and is opened anew for each reading.</summary>
internal sealed record SourcePart(string? Name, Func<CancellationToken, Task<Stream>> OpenAsync);
