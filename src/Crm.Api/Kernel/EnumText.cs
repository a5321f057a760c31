using System.Collections.Frozen;
using System.Text.Json;

namespace Crm.Api.Kernel;

/// <summary>The one spelling of an enum's members outside C#: camelCase words, in JSON, in the database and in filters.</summary>
internal static class EnumText<TEnum>
    where TEnum : struct, Enum
{
    private static readonly FrozenDictionary<string, TEnum> Values = Enum.GetValues<TEnum>()
        .ToFrozenDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), StringComparer.Ordinal);

    private static readonly FrozenDictionary<TEnum, string> Names = Values.ToFrozenDictionary(
        pair => pair.Value,
        pair => pair.Key
    );

    /// <summary>All words, in the order the members are declared.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<TEnum>().Select(value => Names[value])];

    public static string Of(TEnum value) => Names[value];

    public static TEnum? Find(string word) => Values.TryGetValue(word, out var value) ? value : null;

    /// <summary>The member a stored word stands for; an unknown word means that the database is newer than the program.</summary>
    public static TEnum Parse(string word) =>
        Find(word) ?? throw new FormatException($"'{word}' is not one of {string.Join(", ", All)}.");
}
