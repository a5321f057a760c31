using Crm.Api.Filters;

namespace Crm.Api.Paging;

/// <summary>One field of an orderBy parameter, and where it stands in it.</summary>
internal readonly record struct OrderingWord(string Name, bool IsDescending, int Position);

/// <summary>Reads the text of an orderBy parameter: names separated by commas, each with desc, asc or neither.</summary>
internal static class OrderingWords
{
    private const int MaximumLength = 1_000;

    public static IReadOnlyList<OrderingWord> Read(string text)
    {
        if (text.Length > MaximumLength)
        {
            throw Syntax(MaximumLength, $"An ordering has at most {MaximumLength} characters.");
        }

        var words = new List<OrderingWord>();
        if (string.IsNullOrWhiteSpace(text))
        {
            return words;
        }

        var start = 0;
        foreach (var part in text.Split(','))
        {
            var word = ReadWord(part, start + (part.Length - part.TrimStart().Length));
            if (words.Exists(earlier => earlier.Name == word.Name))
            {
                throw Syntax(word.Position, $"The list is already ordered by {word.Name}.");
            }

            words.Add(word);
            start += part.Length + 1;
        }

        return words;
    }

    private static OrderingWord ReadWord(string part, int position) =>
        part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) switch
        {
            [var name] => new OrderingWord(name, IsDescending: false, position),
            [var name, ("asc" or "desc") and var direction] => new OrderingWord(name, direction == "desc", position),
            [] => throw Syntax(position, "Expected the name of a field."),
            [var name, ..] => throw Syntax(position, $"After {name} only asc, desc or a comma may follow."),
        };

    private static FilterException Syntax(int position, string message) =>
        new(FilterCode.OrderSyntax, position, message);
}
