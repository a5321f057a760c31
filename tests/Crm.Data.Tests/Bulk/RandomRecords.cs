using System.Collections;
using System.Reflection;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore.Metadata;
using Record = Crm.Api.Kernel.Record;

namespace Crm.Data.Tests.Bulk;

/// <summary>Records with parts whose every column holds something odd, made from the model alone; the same ones for the same seed.</summary>
/// <param name="model">What columns there are.</param>
/// <param name="random">Decides.</param>
/// <param name="referable">What foreign keys may hold, by the kind and property they refer to; they are empty otherwise.</param>
internal sealed class RandomRecords(
    IModel model,
    Random random,
    Dictionary<(Type Kind, string Property), object> referable
)
{
    private const string Letters = "aZ0 \t\n\r\"'\\,;:{}[]%_äßÉ王永\u00a0\u2028\ufeff\u0301";
    private static readonly string[] Emoji = ["😀", "👩‍👩‍👧", "𝒳"];

    public T Make<T>(Guid id)
        where T : Record, new()
    {
        var entity = model.FindEntityType(typeof(T))!;
        var record = new T();
        Fill(record, entity);
        record.Id = id;
        (record.Version, record.CreateTime, record.UpdateTime) = (0, default, default);
        foreach (var list in entity.GetNavigations().Where(navigation => navigation.IsCollection))
        {
            var parts = (IList)list.PropertyInfo!.GetValue(record)!;
            for (var position = random.Next(4); position > 0; position--)
            {
                var part = (Part)Activator.CreateInstance(list.TargetEntityType.ClrType)!;
                Fill(part, list.TargetEntityType);
                if (part is ListedPart listed)
                {
                    listed.Position = parts.Count;
                }

                parts.Add(part);
            }
        }

        return record;
    }

    private void Fill(object row, IEntityType entity)
    {
        foreach (var property in entity.GetProperties())
        {
            if (property.GetContainingForeignKeys().FirstOrDefault() is { } key)
            {
                var principal = key.PrincipalKey.Properties[key.Properties.ToList().IndexOf(property)];
                if (referable.TryGetValue((key.PrincipalEntityType.ClrType, principal.Name), out var target))
                {
                    Set(row, property, target);
                }
            }
            else if (!(property.IsNullable && random.Next(3) == 0))
            {
                Set(row, property, Value(property));
            }
        }
    }

    private static void Set(object row, IProperty property, object value)
    {
        switch (property.GetMemberInfo(forMaterialization: true, forSet: true))
        {
            case FieldInfo field:
                field.SetValue(row, value);
                break;
            case var member:
                ((PropertyInfo)member).SetValue(row, value);
                break;
        }
    }

    private object Value(IReadOnlyProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        // Keys of parts must differ, and their unique keys too.
        var isKey = property.IsKey() || property.IsUniqueIndex();
        return type switch
        {
            _ when type == typeof(string) => isKey
                ? $"{random.NextInt64():x16}"[..Math.Min(property.GetMaxLength() ?? 16, 16)]
                : Text(property.GetMaxLength() ?? 2000),
            _ when type == typeof(Guid) => new Guid(Bytes(16)),
            _ when type == typeof(bool) => random.Next(2) == 0,
            _ when type == typeof(int) => random.Next(int.MinValue, int.MaxValue),
            _ when type == typeof(long) => Pick(0L, -1L, long.MaxValue, long.MinValue, random.NextInt64()),
            _ when type == typeof(DateOnly) => Pick(
                new DateOnly(1, 1, 1),
                new DateOnly(9999, 12, 31),
                new DateOnly(1969, 12, 31),
                new DateOnly(1970, 1, 1).AddDays(random.Next(-100_000, 100_000))
            ),
            _ when type == typeof(DateTimeOffset) => DateTimeOffset.UnixEpoch.AddTicks(
                random.NextInt64(-4_000_000_000_000_000, 4_000_000_000_000_000) * TimeSpan.TicksPerMicrosecond / 10
            ),
            _ when type == typeof(byte[]) => Bytes(random.Next(3) == 0 ? 0 : random.Next(3000)),
            _ when type.IsEnum => Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length))!,
            _ => throw new NotSupportedException($"{property.Name} is a {type.Name}."),
        };
    }

    private string Text(int most)
    {
        var wanted = random.Next(4) switch
        {
            0 => 0,
            1 => most,
            _ => random.Next(Math.Min(most, 40)),
        };
        var text = "";
        while (text.Length < wanted)
        {
            var more =
                random.Next(8) == 0
                    ? Emoji[random.Next(Emoji.Length)]
                    : Letters[random.Next(Letters.Length)].ToString();
            text += text.Length + more.Length <= wanted ? more : "x";
        }

        return text;
    }

    private byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
}
