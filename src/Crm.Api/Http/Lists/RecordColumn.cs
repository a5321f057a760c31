using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Crm.Api.Kernel;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Http.Lists;

/// <summary>
/// One column of a table of answers. A column is a field, money is two of them, and what has parts of its own stands in one cell as JSON.
/// </summary>
/// <param name="Name">The path of the field.</param>
/// <param name="Kind">What a spreadsheet should take its cells for.</param>
/// <param name="TextOf">The cell; null when the field is absent.</param>
internal sealed record RecordColumn<T>(string Name, CellKind Kind, Func<T, string?> TextOf)
{
    /// <summary>The columns of all fields that the mask shows, in the order of the answer.</summary>
    public static IReadOnlyList<RecordColumn<T>> Of(FieldMask? mask) =>
        [
            .. Json
                .Options.GetTypeInfo(typeof(T))
                .Properties.Where(property => property.Get is not null && !IsOnlyWhenWritten(property))
                .SelectMany(property => ColumnsOf(property, mask)),
        ];

    private static bool IsOnlyWhenWritten(JsonPropertyInfo property) =>
        property.AttributeProvider?.IsDefined(typeof(OnlyWhenWrittenAttribute), inherit: true) == true;

    private static IEnumerable<RecordColumn<T>> ColumnsOf(JsonPropertyInfo property, FieldMask? mask)
    {
        var get = property.Get!;
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        RecordColumn<T>[] columns =
            type == typeof(Money)
                ?
                [
                    new($"{property.Name}.amount", CellKind.Number, record => ((Money?)get(record!))?.Text),
                    new($"{property.Name}.currency", CellKind.Text, record => ((Money?)get(record!))?.Currency),
                ]
                : [Of(property, type, mask?.Below(property.Name))];
        return columns.Where(column => mask?.Shows(column.Name.Split('.')) ?? true);
    }

    private static RecordColumn<T> Of(JsonPropertyInfo property, Type type, FieldMask? inner)
    {
        var get = property.Get!;
        var text = TextOfType(property, type, inner);
        return new RecordColumn<T>(
            property.Name,
            KindOf(type),
            record => get(record!) is { } value ? text(value) : null
        );
    }

    private static CellKind KindOf(Type type) =>
        type == typeof(bool) ? CellKind.Flag
        : type == typeof(int) || type == typeof(long) || type == typeof(decimal) ? CellKind.Number
        : CellKind.Text;

    private static Func<object, string> TextOfType(JsonPropertyInfo property, Type type, FieldMask? inner)
    {
        if (type.IsEnum)
        {
            var words = Enum.GetValuesAsUnderlyingType(type)
                .Cast<object>()
                .Select(value => Enum.ToObject(type, value))
                .ToDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()!));
            return value => words[value];
        }

        return type switch
        {
            _ when type == typeof(string) => value => (string)value,
            _ when type == typeof(bool) => value => (bool)value ? "true" : "false",
            _ when type == typeof(Guid) => value => ((Guid)value).ToString("D"),
            _ when type == typeof(DateOnly) => value =>
                ((DateOnly)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ when type == typeof(DateTimeOffset) => value => MomentConverter.Text((DateTimeOffset)value),
            _ when KindOf(type) == CellKind.Number => value =>
                ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
            _ => value => JsonOf(value, property, inner),
        };
    }

    private static string JsonOf(object value, JsonPropertyInfo property, FieldMask? inner)
    {
        var shape = Json.Options.GetTypeInfo(property.PropertyType);
        var json = inner is null
            ? JsonSerializer.Serialize(value, shape)
            : System.Text.Encoding.UTF8.GetString(inner.Apply(JsonSerializer.SerializeToUtf8Bytes(value, shape)));
        return json is ['"', ..] ? JsonSerializer.Deserialize(json, Json.TypeInfo<string>())! : json;
    }
}
