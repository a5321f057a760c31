using System.Text.Json.Serialization.Metadata;
using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;
using Microsoft.AspNetCore.OpenApi;

namespace Crm.Api.Http.Contract;

/// <summary>Names the schemas that several resources share the shape of: <c>CustomerPage</c> rather than <c>PageOfCustomerResponse</c>.</summary>
internal static class SchemaNames
{
    private static readonly Dictionary<Type, string> Suffixes = new()
    {
        [typeof(Page<>)] = "Page",
        [typeof(UpsertRequest<>)] = "Upsert",
        [typeof(UpsertResponse<>)] = "UpsertResult",
    };

    public static string? Of(JsonTypeInfo type) =>
        type.Type.IsGenericType && Suffixes.TryGetValue(type.Type.GetGenericTypeDefinition(), out var suffix)
            ? ResourceOf(type.Type.GenericTypeArguments[0]) + suffix
            : OpenApiOptions.CreateDefaultSchemaReferenceId(type);

    /// <summary><c>CustomerForm</c> and <c>CustomerResponse</c> → <c>Customer</c>.</summary>
    private static string ResourceOf(Type type) =>
        type.Name.EndsWith("Form", StringComparison.Ordinal) ? type.Name[..^"Form".Length]
        : type.Name.EndsWith("Response", StringComparison.Ordinal) ? type.Name[..^"Response".Length]
        : type.Name;
}
