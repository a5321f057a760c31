using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Crm.Api.Data;

/// <summary>Puts what <see cref="ChangeImage"/> wrote down as <c>old</c> back into a record; what the change left alone stays.</summary>
internal static class BeforeImage
{
    /// <param name="image">As the event of the change has it.</param>
    /// <param name="record">The record with all its parts.</param>
    /// <param name="model">What its columns are.</param>
    public static void PutBack(string image, Record record, IModel model)
    {
        var entity = model.FindEntityType(record.GetType())!;
        using var changes = JsonDocument.Parse(image);
        foreach (var change in changes.RootElement.EnumerateArray())
        {
            var field = change.GetProperty("field").GetString()!;
            var old = change.GetProperty("old");
            if (ChangeImage.PropertyOf(entity, field) is { } property)
            {
                Set(record, property, Value(old, property));
            }
            else if (ChangeImage.PartsOf(entity, field) is { } parts)
            {
                PutBack(old, (IList)parts.PropertyInfo!.GetValue(record)!, parts.TargetEntityType);
            }
        }
    }

    /// <summary>A part that is still there is changed rather than replaced: two rows with one key cannot be tracked.</summary>
    private static void PutBack(JsonElement olds, IList parts, IEntityType entity)
    {
        List<IProperty> key =
        [
            .. entity.FindPrimaryKey()!.Properties.Where(property => property.Name != nameof(Part.ParentId)),
        ];
        var present = parts.Cast<Part>().ToList();
        var wanted = new List<Part>();
        foreach (var old in olds.EnumerateArray())
        {
            var part =
                present.Find(part => key.TrueForAll(property => Equals(Get(part, property), ValueOf(old, property))))
                ?? (Part)Activator.CreateInstance(entity.ClrType)!;
            foreach (var property in entity.GetProperties().Where(ChangeImage.IsShown))
            {
                Set(part, property, ValueOf(old, property));
            }

            wanted.Add(part);
        }

        foreach (var part in present.Except(wanted))
        {
            parts.Remove(part);
        }

        foreach (var part in wanted.Except(present))
        {
            parts.Add(part);
        }
    }

    private static object? ValueOf(JsonElement part, IProperty property) =>
        Value(part.GetProperty(ChangeImage.NameOf(property)), property);

    private static object? Value(JsonElement json, IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return json.ValueKind == JsonValueKind.Null ? null
            : property.ScaleOf() is { } scale
                ? (long)(decimal.Parse(json.GetString()!, CultureInfo.InvariantCulture) * ChangeImage.Power(scale))
            : type.IsEnum ? Enum.Parse(type, json.GetString()!, ignoreCase: true)
            : type switch
            {
                _ when type == typeof(string) => json.GetString(),
                _ when type == typeof(bool) => json.GetBoolean(),
                _ when type == typeof(int) => json.GetInt32(),
                _ when type == typeof(long) => json.GetInt64(),
                _ when type == typeof(Guid) => json.GetGuid(),
                _ when type == typeof(DateTimeOffset) => json.GetDateTimeOffset(),
                _ when type == typeof(DateOnly) => DateOnly.ParseExact(
                    json.GetString()!,
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture
                ),
                _ when type == typeof(byte[]) => json.GetBytesFromBase64(),
                _ => throw new NotSupportedException($"{property.Name} is a {type.Name}, which no image is read for."),
            };
    }

    private static object? Get(object row, IProperty property) => property.PropertyInfo!.GetValue(row);

    private static void Set(object row, IProperty property, object? value)
    {
        switch (property.GetMemberInfo(forMaterialization: true, forSet: true))
        {
            case FieldInfo field:
                field.SetValue(row, value);
                break;
            case PropertyInfo written:
                written.SetValue(row, value);
                break;
        }
    }
}
