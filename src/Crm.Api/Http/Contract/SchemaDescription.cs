using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Crm.Api.Kernel;
using Crm.Api.Kernel.Validation;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Crm.Api.Http.Contract;

/// <summary>Says of each type what the framework cannot know: enums as words, money, what lists hold, examples, what is required.</summary>
internal sealed class SchemaDescription : IOpenApiSchemaTransformer
{
    public Task TransformAsync(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        DescribeType(schema, type, context.JsonTypeInfo);
        if (type == typeof(DateTimeOffset) && type != context.JsonTypeInfo.Type)
        {
            schema.Type |= JsonSchemaType.Null;
        }

        if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object)
        {
            DescribeMembers(schema, context.JsonTypeInfo);
        }

        if (context.JsonPropertyInfo is { } property)
        {
            DescribeProperty(schema, type, property);
        }

        return Task.CompletedTask;
    }

    private static void DescribeType(OpenApiSchema schema, Type type, JsonTypeInfo info)
    {
        if (type == typeof(Money))
        {
            DescribeMoney(schema);
        }
        else if (type == typeof(JsonElement) || type == typeof(JsonNode))
        {
            schema.Description ??= "Any JSON value.";
        }
        else if (type == typeof(JsonObject) || info.Kind == JsonTypeInfoKind.Dictionary)
        {
            schema.AdditionalProperties ??= new OpenApiSchema { Description = "Any JSON value." };
        }
        else if (info.Kind == JsonTypeInfoKind.Enumerable && schema.Items is null)
        {
            schema.Items = new OpenApiSchema();
            DescribeScalar((OpenApiSchema)schema.Items, info.ElementType!);
        }
        else
        {
            DescribeScalar(schema, type);
        }
    }

    /// <summary>What a converter of ours reads and writes, the framework takes for anything at all.</summary>
    private static void DescribeScalar(OpenApiSchema schema, Type type)
    {
        if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. WordsOf(type).Select(word => JsonValue.Create(word))];
        }
        else if (type == typeof(DateTimeOffset))
        {
            schema.Type = JsonSchemaType.String;
            schema.Format = "date-time";
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
            if (property.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: true) == true)
            {
                schema.Required ??= new HashSet<string>();
                schema.Required.Add(property.Name);
            }
        }
    }

    private static void DescribeProperty(OpenApiSchema schema, Type type, JsonPropertyInfo property)
    {
        var attributes = property.AttributeProvider?.GetCustomAttributes(inherit: true) ?? [];
        if (attributes.OfType<ExampleAttribute>().FirstOrDefault() is { } example)
        {
            schema.Examples = [ToNode(example.Value, type)!];
        }

        if (type == typeof(string) && attributes.OfType<RequiredAttribute>().Any())
        {
            schema.MinLength = Math.Max(schema.MinLength ?? 0, 1);
            schema.Pattern ??= "\\S";
        }

        if (attributes.OfType<OneMemberAttribute>().Any())
        {
            (schema.MinProperties, schema.MaxProperties) = (1, 1);
        }

        if (
            attributes.OfType<ItemLengthAttribute>().FirstOrDefault() is { } length
            && schema.Items is OpenApiSchema item
        )
        {
            item.MaxLength = length.Maximum;
        }

        DescribeCodes(schema, attributes);
    }

    /// <summary>Codes whose list is too long for an enum still have a shape.</summary>
    private static void DescribeCodes(OpenApiSchema schema, object[] attributes)
    {
        foreach (var attribute in attributes)
        {
            (schema.Pattern, schema.MaxLength) = attribute switch
            {
                CountryCodeAttribute => ("^[A-Z]{2}$", 2),
                CurrencyCodeAttribute => ("^[A-Z]{3}$", 3),
                LanguageTagAttribute => (schema.Pattern, schema.MaxLength ?? 35),
                IanaTimeZoneAttribute => (schema.Pattern, schema.MaxLength ?? 60),
                _ => (schema.Pattern, schema.MaxLength),
            };
        }
    }

    private static JsonNode? ToNode(object value, Type type) =>
        type == typeof(string) || !type.IsClass && !type.IsInterface ? JsonValue.Create(value)
        : type.IsAssignableTo(typeof(IEnumerable)) ? new JsonArray(JsonValue.Create(value))
        : JsonNode.Parse((string)value);

    private static IReadOnlyList<string> WordsOf(Type type) =>
        (IReadOnlyList<string>)
            typeof(EnumText<>).MakeGenericType(type).GetProperty(nameof(EnumText<JsonSchemaType>.All))!.GetValue(null)!;
}
