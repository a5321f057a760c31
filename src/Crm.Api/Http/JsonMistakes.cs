using System.Text.Json;
using System.Text.RegularExpressions;

namespace Crm.Api.Http;

/// <summary>Turns the JSON reader's complaint into a problem that names the field.</summary>
internal static partial class JsonMistakes
{
    private const int MaxShown = 60;

    public static ProblemException Problem(JsonException wrong)
    {
        var path = wrong.Path ?? "$";
        if (UnknownMember().Match(wrong.Message) is { Success: true } unknown)
        {
            return Refused(
                PointerOf(path),
                "unknown-field",
                $"There is no field '{Short(unknown.Groups[1].Value)}' here."
            );
        }

        if (DuplicateMember().Match(wrong.Message) is { Success: true } duplicate)
        {
            return Refused(
                PointerOf(path),
                "repeated-field",
                $"The field '{Short(duplicate.Groups[1].Value)}' is given twice."
            );
        }

        return Refused(PointerOf(path), "wrong-type", Sentence(wrong));
    }

    /// <summary>The text is not JSON at all, or nested too deeply; the reader says where.</summary>
    public static ProblemException Malformed(JsonException wrong, string pointer) =>
        Refused(
            pointer,
            "malformed-json",
            $"The body is not well-formed JSON near line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine}, or is nested "
                + $"more than {Json.MaxDepth} deep."
        );

    /// <summary><c>$.lines[2].product</c> → <c>/lines/2/product</c>.</summary>
    public static string PointerOf(string path)
    {
        var pointer = new System.Text.StringBuilder();
        foreach (Match step in PathStep().Matches(path))
        {
            var name = step.Groups["name"].Success ? step.Groups["name"].Value : step.Groups["quoted"].Value;
            pointer.Append('/').Append(step.Groups["index"].Success ? step.Groups["index"].Value : Escape(name));
        }

        return pointer.ToString();
    }

    private static string Sentence(JsonException wrong)
    {
        var message = wrong.Message;
        var appended = message.IndexOf(" Path: ", StringComparison.Ordinal);
        message = appended < 0 ? message : message[..appended];
        return WrongType().Match(message) is { Success: true } target
            ? $"The value has the wrong type.{Expectation(target.Groups["type"].Value)}"
            : message;
    }

    private static string Expectation(string type) =>
        type switch
        {
            "Guid" => " Expected the id of a record, not its number.",
            "String" => " Expected a text.",
            "Boolean" => " Expected true or false.",
            "Decimal" or "Int32" or "Int64" => " Expected a number.",
            "DateOnly" => " Expected a date such as 2026-01-31.",
            "DateTimeOffset" => " Expected a moment such as 2026-01-31T09:30:00Z.",
            _ => "",
        };

    public static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>The name of a step of a JSON Pointer.</summary>
    public static string Unescape(string step) =>
        step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static string Short(string name) => name.Length <= MaxShown ? name : $"{name[..MaxShown]}…";

    private static ProblemException Refused(string pointer, string code, string detail) =>
        new(Http.Problem.Malformed(pointer, code, detail));

    [GeneratedRegex("^The JSON property '(.*)' could not be mapped to any \\.NET member", RegexOptions.Singleline)]
    private static partial Regex UnknownMember();

    [GeneratedRegex(@"^The JSON value could not be converted to .*?(?<type>\w+)\]?\.?$")]
    private static partial Regex WrongType();

    [GeneratedRegex("^Duplicate property '(.*)' encountered", RegexOptions.Singleline)]
    private static partial Regex DuplicateMember();

    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\[(?<index>\d+)\]|\['(?<quoted>[^']*)'\]")]
    private static partial Regex PathStep();
}
