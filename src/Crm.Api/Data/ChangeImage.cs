using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Crm.Api.Data;

/// <summary>
/// Before and after of an update, read off the change tracker: <c>[{"field":"name","old":"A","new":"B"}]</c>. A changed list of parts
/// is given whole, old and new, so that the older state can be put back from the image alone.
/// </summary>
internal static class ChangeImage
{
    private static readonly string[] Bookkeeping =
    [
        nameof(Record.Id),
        nameof(Record.Version),
        nameof(Record.CreateTime),
        nameof(Record.UpdateTime),
    ];

    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(RecordChange change)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartArray();
            WriteOwnFields(writer, change.Root);
            WritePartLists(writer, change);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteOwnFields(Utf8JsonWriter writer, EntityEntry root)
    {
        foreach (var property in root.Properties.Where(property => property.IsModified && IsShown(property.Metadata)))
        {
            if (Equals(property.OriginalValue, property.CurrentValue))
            {
                continue;
            }

            writer.WriteStartObject();
            writer.WriteString("field", NameOf(property.Metadata));
            WriteValue(writer, "old", property.OriginalValue, property.Metadata);
            WriteValue(writer, "new", property.CurrentValue, property.Metadata);
            writer.WriteEndObject();
        }
    }

    private static void WritePartLists(Utf8JsonWriter writer, RecordChange change)
    {
        foreach (var navigation in change.Root.Metadata.GetNavigations().Where(navigation => navigation.IsCollection))
        {
            var parts = change.Parts.Where(part => part.Metadata == navigation.TargetEntityType).ToList();
            if (parts.TrueForAll(part => part.State == EntityState.Unchanged))
            {
                continue;
            }

            writer.WriteStartObject();
            writer.WriteString("field", NameOf(navigation));
            WriteParts(writer, "old", parts.Where(part => part.State != EntityState.Added), p => p.OriginalValue);
            WriteParts(writer, "new", parts.Where(part => part.State != EntityState.Deleted), p => p.CurrentValue);
            writer.WriteEndObject();
        }
    }

    private static void WriteParts(
        Utf8JsonWriter writer,
        string name,
        IEnumerable<EntityEntry<Part>> parts,
        Func<PropertyEntry, object?> valueOf
    )
    {
        writer.WriteStartArray(name);
        foreach (var part in parts)
        {
            writer.WriteStartObject();
            foreach (var property in part.Properties.Where(property => IsShown(property.Metadata)))
            {
                WriteValue(writer, NameOf(property.Metadata), valueOf(property), property.Metadata);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The column that an image calls so; null when it is none, or a list of parts.</summary>
    public static IProperty? PropertyOf(IEntityType entity, string field) =>
        entity.GetProperties().FirstOrDefault(property => IsShown(property) && NameOf(property) == field);

    /// <summary>The list of parts that an image calls so; null when it is none.</summary>
    public static INavigation? PartsOf(IEntityType entity, string field) =>
        entity.GetNavigations().FirstOrDefault(navigation => navigation.IsCollection && NameOf(navigation) == field);

    public static bool IsShown(IReadOnlyProperty property) =>
        !property.IsDerived()
        && !(property.DeclaringType.ClrType.IsAssignableTo(typeof(Part)) && property.Name == nameof(Part.ParentId))
        && !(property.DeclaringType.ClrType.IsAssignableTo(typeof(Record)) && Bookkeeping.Contains(property.Name));

    /// <summary>The contract's spelling: a column of units is shown as the decimal it stands for.</summary>
    public static string NameOf(IReadOnlyProperty property)
    {
        var name =
            property.ScaleOf() is null ? property.Name
            : property.Name.EndsWith("Units", StringComparison.Ordinal) ? property.Name[..^"Units".Length]
            : property.Name;
        return JsonNamingPolicy.CamelCase.ConvertName(name);
    }

    private static string NameOf(IReadOnlyNavigation list) => JsonNamingPolicy.CamelCase.ConvertName(list.Name);

    private static void WriteValue(Utf8JsonWriter writer, string name, object? value, IReadOnlyProperty property)
    {
        writer.WritePropertyName(name);
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case long units when property.ScaleOf() is { } scale:
                writer.WriteStringValue((units / Power(scale)).ToString(CultureInfo.InvariantCulture));
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int or long or short:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case byte[] bytes:
                writer.WriteBase64StringValue(bytes);
                break;
            case Enum word:
                writer.WriteStringValue(JsonNamingPolicy.CamelCase.ConvertName(word.ToString()));
                break;
            case DateTimeOffset time:
                writer.WriteStringValue(time);
                break;
            case DateOnly date:
                writer.WriteStringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            default:
                writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    public static decimal Power(int scale) => scale == 0 ? 1m : 10m * Power(scale - 1);
}
