using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Crm.Api.Http.Contract;

/// <summary>The contract as it is served: made once, since that takes about a second and anybody may ask for it.</summary>
internal sealed class ServedContract([FromKeyedServices(ServedContract.Name)] IOpenApiDocumentProvider documents)
{
    public const string Name = "v1";

    public const string Path = $"/openapi/{Name}.json";

    private readonly Lazy<Task<byte[]>> _json = new(() => WriteAsync(documents));

    public static async Task<IResult> Handle(ServedContract contract)
    {
        var json = await contract._json.Value;
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(json))}\"");
        return Results.Bytes(json, "application/json;charset=utf-8", entityTag: tag);
    }

    private static async Task<byte[]> WriteAsync(IOpenApiDocumentProvider documents)
    {
        var document = await documents.GetOpenApiDocumentAsync();
        return Encoding.UTF8.GetBytes(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1));
    }
}
