using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;

namespace Crm.Api.Http;

/// <summary>What a handler answers: a status and, mostly, a body that is already JSON, so that it can be stored for a repeated request.</summary>
internal class Answer(int status, byte[]? body) : IResult
{
    public int Status => status;

    public byte[]? Body => body;

    public string? ETag { get; init; }

    public string? Location { get; init; }

    /// <summary>204: done, and nothing to say about it.</summary>
    public static Answer<Nothing> None { get; } = new(StatusCodes.Status204NoContent, body: null);

    public static Answer<T> Ok<T>(T value, string? etag = null) =>
        new(StatusCodes.Status200OK, Bytes(value)) { ETag = etag };

    public static Answer<T> Created<T>(T value, string location, string? etag = null) =>
        new(StatusCodes.Status201Created, Bytes(value)) { Location = location, ETag = etag };

    public static Answer<T> Accepted<T>(T value, string location) =>
        new(StatusCodes.Status202Accepted, Bytes(value)) { Location = location };

    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Json.TypeInfo<T>());

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        if (ETag is not null)
        {
            response.Headers.ETag = ETag;
        }

        if (Location is not null)
        {
            response.Headers[status == StatusCodes.Status202Accepted ? "Operation-Location" : "Location"] = Location;
        }

        if (body is not null)
        {
            response.ContentType = status >= 400 ? ProblemWriter.MediaType : BodyReader.JsonType;
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}

/// <summary>An answer whose body is a <typeparamref name="T"/>, as the contract says.</summary>
internal sealed class Answer<T>(int status, byte[]? body) : Answer(status, body), IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        if (typeof(T) != typeof(Nothing) && !builder.Metadata.OfType<ProducesResponseTypeMetadata>().Any())
        {
            builder.Metadata.Add(new ProducesResponseTypeMetadata(200, typeof(T), [BodyReader.JsonType]));
        }
    }
}

/// <summary>The body of an answer that has none.</summary>
internal sealed record Nothing;
