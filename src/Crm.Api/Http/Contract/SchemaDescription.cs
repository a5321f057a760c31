using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Crm.Api.Kernel;
using Crm.Api.Kernel.Validation;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Crm.Api.Http.Contract;

/// <summary>Says of each type what the framework cannot know: enums as words, money, examples, what null means.</summary>
internal sealed class SchemaDescription : IOpenApiSchemaTransformer
{
    private const int MaxItems = 500;

    public Task TransformAsync(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        DescribeType(schema, type);
        if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object)
        {
            DescribeMembers(schema, context.JsonTypeInfo);
        }

        if (context.JsonPropertyInfo?.AttributeProvider is { } property)
        {
            var attributes = property.GetCustomAttributes(inherit: true);
            if (attributes.OfType<ExampleAttribute>().FirstOrDefault() is { } example)
            {
                schema.Examples = [ToNode(example.Value, type)!];
            }

            if (type == typeof(string) && attributes.OfType<RequiredAttribute>().Any())
            {
                schema.MinLength ??= 1;
                schema.Pattern ??= "\\S";
            }
        }

        return Task.CompletedTask;
    }

    private static void DescribeType(OpenApiSchema schema, Type type)
    {
        if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. WordsOf(type).Select(word => JsonValue.Create(word))];
        }
        else if (type == typeof(string))
        {
            schema.Type = JsonSchemaType.String;
        }
        else if (type == typeof(DateTimeOffset))
        {
            schema.Type = JsonSchemaType.String;
            schema.Format = "date-time";
        }
        else if (type == typeof(Money))
        {
            DescribeMoney(schema);
        }
        else if (schema.Type is { } kind && kind.HasFlag(JsonSchemaType.Array))
        {
            schema.MaxItems ??= MaxItems;
        }
    }

    private static void DescribeMoney(OpenApiSchema schema)
    {
        schema.Type = JsonSchemaType.Object;
        schema.Required = new HashSet<string> { "amount", "currency" };
        schema.AdditionalPropertiesAllowed = false;
        schema.Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["amount"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Description = "A decimal with at most 12 digits before and 4 behind the point.",
                Pattern = "^-?[0-9]{1,12}(\\.[0-9]{1,4})?$",
                MaxLength = 18,
                Examples = ["12.50"],
            },
            ["currency"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Description = "ISO 4217.",
                Pattern = "^[A-Z]{3}$",
                MaxLength = 3,
                Examples = ["EUR"],
            },
        };
    }

    /// <summary>Problems may carry more members than are listed; forms may not.</summary>
    private static void DescribeMembers(OpenApiSchema schema, JsonTypeInfo info)
    {
        if (info.Type == typeof(Problem))
        {
            schema.AdditionalPropertiesAllowed = true;
            schema.AdditionalProperties = null;
        }

        foreach (var property in info.Properties)
        {
            var isRequired = property.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: true) == true;
            if (isRequired)
            {
                schema.Required ??= new HashSet<string>();
                schema.Required.Add(property.Name);
            }
        }
    }

    private static JsonNode? ToNode(object value, Type type) =>
        type != typeof(string) && type.IsAssignableTo(typeof(System.Collections.IEnumerable))
            ? new JsonArray(JsonValue.Create(value))
            : JsonValue.Create(value);

    private static IReadOnlyList<string> WordsOf(Type type) =>
        (IReadOnlyList<string>)
            typeof(EnumText<>).MakeGenericType(type).GetProperty(nameof(EnumText<JsonSchemaType>.All))!.GetValue(null)!;
}
