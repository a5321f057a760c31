using System.Globalization;
using Microsoft.OpenApi;

namespace Crm.Api.Http.Contract;

/// <summary>Says of every text, number and list how far it goes, where the types behind them do not.</summary>
internal static class Bounds
{
    /// <summary>No text of an answer is longer, since none is that can be sent.</summary>
    private const int AnyText = 1_000_000;

    private static readonly Dictionary<string, int> LengthOfFormat = new(StringComparer.Ordinal)
    {
        ["uuid"] = 36,
        ["date"] = 10,
        ["date-time"] = 35,
        ["duration"] = 40,
        ["uri"] = 2000,
    };

    public static void Add(OpenApiDocument document)
    {
        BoundForms(document);
        BorrowFromForms(document);
        foreach (var schema in SchemaWalk.All(document))
        {
            var type = schema.Type & ~JsonSchemaType.Null;
            switch (type)
            {
                case JsonSchemaType.String when schema.Enum is null or []:
                    schema.MaxLength ??= LengthOfFormat.GetValueOrDefault(schema.Format ?? "", AnyText);
                    schema.MinLength = schema.MinLength == 0 ? null : schema.MinLength;
                    break;
                case JsonSchemaType.Integer:
                    BoundInteger(schema);
                    break;
                case JsonSchemaType.Array:
                    schema.MaxItems ??= FormLimits.Items;
                    break;
            }
        }
    }

    private static void BoundForms(OpenApiDocument document)
    {
        foreach (var name in SchemaWalk.InRequests(document))
        {
            foreach (var field in document.Components!.Schemas![name].Properties?.Values.OfType<OpenApiSchema>() ?? [])
            {
                if (IsFreeText(field))
                {
                    field.MaxLength ??= FormLimits.Text;
                }
                else if (field.Items is OpenApiSchema item && IsFreeText(item))
                {
                    item.MaxLength ??= FormLimits.ItemText;
                }
            }
        }
    }

    private static bool IsFreeText(OpenApiSchema schema) =>
        (schema.Type & ~JsonSchemaType.Null) == JsonSchemaType.String && schema is { Format: null, Enum: null or [] };

    private static void BoundInteger(OpenApiSchema schema)
    {
        schema.Format ??= "int32";
        var (least, most) = schema.Format == "int64" ? (long.MinValue, long.MaxValue) : (int.MinValue, int.MaxValue);
        schema.Minimum ??= least.ToString(CultureInfo.InvariantCulture);
        schema.Maximum ??= most.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>What an answer says in a field is no longer than what a form may say in it.</summary>
    private static void BorrowFromForms(OpenApiDocument document)
    {
        var schemas = document.Components!.Schemas!;
        foreach (var (name, answer) in schemas.Where(pair => pair.Key.EndsWith("Response", StringComparison.Ordinal)))
        {
            if (!schemas.TryGetValue(name.Replace("Response", "Form", StringComparison.Ordinal), out var form))
            {
                continue;
            }

            foreach (var (field, schema) in answer.Properties ?? new Dictionary<string, IOpenApiSchema>())
            {
                if (schema is OpenApiSchema own && form.Properties?.TryGetValue(field, out var source) == true)
                {
                    own.MaxLength ??= source.MaxLength;
                    own.MaxItems ??= source.MaxItems;
                    if (own.Items is OpenApiSchema item)
                    {
                        item.MaxLength ??= source.Items?.MaxLength;
                    }
                }
            }
        }
    }
}
