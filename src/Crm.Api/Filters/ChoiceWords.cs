using System.Text.Json;
using Crm.Api.Kernel;

namespace Crm.Api.Filters;

/// <summary>The words a choice is written with: the members' names in camelCase, in the order they are declared.</summary>
internal static class ChoiceWords<TChoice>
    where TChoice : struct, Enum
{
    public static readonly IReadOnlyList<TChoice> Choices = Enum.GetValues<TChoice>();

    public static readonly IReadOnlyList<string> Words =
    [
        .. Choices.Select(choice => JsonNamingPolicy.CamelCase.ConvertName(choice.ToString())),
    ];

    public static TChoice Read(FilterArgument argument)
    {
        var expected = $"one of {string.Join(", ", Words)}";
        var text = LiteralReader.Text(argument, expected);
        for (var index = 0; index < Words.Count; index++)
        {
            if (Words[index] == text)
            {
                return Choices[index];
            }
        }

        throw FilterMistake.Type(argument, expected, NearestName.Of(text, Words));
    }
}
