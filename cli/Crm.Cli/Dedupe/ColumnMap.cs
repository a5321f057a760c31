using System.Text.Json;
using Crm.Dedupe;
using Crm.Dedupe.Evaluation;

namespace Crm.Cli.Dedupe;

/// <summary>Which column of a labelled file holds what.</summary>
internal static class ColumnMap
{
    public static IEnumerable<string> TypeNames => Enum.GetValues<FieldType>().Select(NameOf);

    public static string NameOf(FieldType type) => JsonNamingPolicy.KebabCaseLower.ConvertName(type.ToString());

    /// <summary>The types as mapped, or guessed where nothing is mapped.</summary>
    public static FieldType?[] Of(LabelledFile file, IReadOnlyList<string> mapped)
    {
        if (mapped.Count == 0)
        {
            return ColumnTypes.Guess(file.Headers, file.Rows);
        }

        var types = new FieldType?[file.Headers.Count];
        foreach (var pair in mapped)
        {
            var equals = pair.LastIndexOf('=');
            if (equals < 1)
            {
                throw Failure.Usage($"--map takes COLUMN=TYPE, not '{pair}'.");
            }

            types[file.ColumnOf(pair[..equals])] = TypeOf(pair[(equals + 1)..]);
        }

        return types;
    }

    private static FieldType TypeOf(string name)
    {
        foreach (var type in Enum.GetValues<FieldType>())
        {
            if (NameOf(type) == name)
            {
                return type;
            }
        }

        throw Failure.Usage($"There is no type '{name}'.", $"one of {string.Join(", ", TypeNames)}");
    }
}
