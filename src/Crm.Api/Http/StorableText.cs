using System.Text;
using System.Text.Json;

namespace Crm.Api.Http;

/// <summary>
/// Reads a body once before anybody believes it: well-formed, and without text that not every engine can store, which is the
/// character U+0000 and half surrogate pairs, in values or names.
/// </summary>
internal static class StorableText
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = Json.MaxDepth };

    public static void Check(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Strict);
        var place = new Stack<Step>();
        try
        {
            while (reader.Read())
            {
                Follow(ref reader, place);
            }
        }
        catch (JsonException wrong)
        {
            throw JsonMistakes.Malformed(wrong, PointerOf(place));
        }
    }

    private static void Follow(ref Utf8JsonReader reader, Stack<Step> place)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                place.Pop();
                return;
            case JsonTokenType.PropertyName:
                place.Peek().Name = TextOf(ref reader, place);
                return;
        }

        if (place.TryPeek(out var list) && list.IsList)
        {
            list.Index++;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                place.Push(new Step { IsList = reader.TokenType == JsonTokenType.StartArray });
                break;
            case JsonTokenType.String:
                TextOf(ref reader, place);
                break;
        }
    }

    private static string TextOf(ref Utf8JsonReader reader, Stack<Step> place)
    {
        string text;
        try
        {
            text = reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Refused(place, "The text is not valid Unicode.");
        }

        return text.Contains('\0') ? throw Refused(place, "The text holds the character U+0000.") : text;
    }

    private static ProblemException Refused(Stack<Step> place, string detail) =>
        new(Problem.Malformed(PointerOf(place), "text-invalid", detail));

    private static string PointerOf(Stack<Step> place)
    {
        var pointer = new StringBuilder();
        foreach (var step in place.Reverse())
        {
            if (step.IsList && step.Index >= 0)
            {
                pointer.Append('/').Append(step.Index);
            }
            else if (step.Name is not null)
            {
                pointer.Append('/').Append(JsonMistakes.Escape(step.Name));
            }
        }

        return pointer.ToString();
    }

    /// <summary>Where the reader is in one of the objects and lists around it.</summary>
    private sealed class Step
    {
        public bool IsList { get; init; }

        public int Index { get; set; } = -1;

        public string? Name { get; set; }
    }
}
