namespace Crm.Api.Http;

/// <summary>Says of a route that takes bodies of several media types what a body of one of them holds.</summary>
internal sealed record BodyOfType(string MediaType, Type Type);
