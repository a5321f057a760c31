using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Api.AttributeDefinitions;
using Crm.Api.Http;
using Crm.Api.Kernel;

namespace Crm.Api.Imports;

/// <summary>Reads a cell as the type its field has, in the file's own way of writing dates and numbers.</summary>
internal sealed class CellReader(ImportSettings settings, IReadOnlyDictionary<string, AttributeValueType> attributes)
{
    private static readonly string[] Yes = ["true", "yes", "1", "y"];
    private static readonly string[] No = ["false", "no", "0", "n"];

    /// <returns>The value as JSON.</returns>
    /// <exception cref="FormatException">The cell cannot be read so; the message says what was expected.</exception>
    public JsonNode Read(string text, FieldPath field)
    {
        var type = field.Type;
        if (type == typeof(JsonNode))
        {
            return ReadAttribute(text, field.LastName);
        }

        return type switch
        {
            _ when type == typeof(string) => JsonValue.Create(text),
            _ when type == typeof(bool) => JsonValue.Create(Flag(text)),
            _ when type == typeof(int) || type == typeof(long) => JsonValue.Create(Whole(text)),
            _ when type == typeof(decimal) => JsonValue.Create(Number(text)),
            _ when type == typeof(DateOnly) => JsonValue.Create(Text(Date(text))),
            _ when type == typeof(DateTimeOffset) => JsonValue.Create(MomentConverter.Text(Moment(text))),
            _ when type == typeof(Money) => Amount(text),
            _ when type.IsEnum => JsonValue.Create(Word(text, type)),
            _ => throw new FormatException("a field that a single cell can fill"),
        };
    }

    private JsonNode ReadAttribute(string text, string key) =>
        attributes.TryGetValue(key, out var type)
            ? type switch
            {
                AttributeValueType.Text or AttributeValueType.Choice => JsonValue.Create(text),
                AttributeValueType.Number => JsonValue.Create(Number(text)),
                AttributeValueType.Date => JsonValue.Create(Text(Date(text))),
                AttributeValueType.Boolean => JsonValue.Create(Flag(text)),
            }
            : throw new FormatException($"a defined attribute, which '{key}' is not");

    private static bool Flag(string text) =>
        Yes.Contains(text, StringComparer.OrdinalIgnoreCase)
        || (No.Contains(text, StringComparer.OrdinalIgnoreCase) ? false : throw new FormatException("yes or no"));

    private long Whole(string text) =>
        Number(text) is var number && number == decimal.Truncate(number) && Math.Abs(number) < long.MaxValue
            ? (long)number
            : throw new FormatException("a whole number");

    private decimal Number(string text) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            settings.Numbers,
            out var number
        )
            ? number
            : throw new FormatException(
                $"a number with '{settings.Numbers.NumberDecimalSeparator}' as its decimal sign"
            );

    private DateOnly Date(string text) =>
        DateOnly.TryParseExact(
            text,
            settings.DateFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        )
            ? date
            : throw new FormatException($"a date like {settings.DateFormat}");

    /// <summary>A date is the moment its day begins in the file's time zone; a whole RFC 3339 moment is taken as it is.</summary>
    private DateTimeOffset Moment(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var moment
        )
            ? moment
            : DayBorder.StartOf(Date(text), settings.Zone);

    private JsonNode Amount(string text)
    {
        var amount = Number(text).ToString(CultureInfo.InvariantCulture);
        return Money.TryParse(amount, settings.Currency, out var money, out var problem)
            ? JsonSerializer.SerializeToNode(money, Json.TypeInfo<Money>())!
            : throw new FormatException(problem);
    }

    /// <summary>Files write words in their own case and with spaces: <c>Closed Won</c> is <c>closedWon</c>.</summary>
    private static string Word(string text, Type type)
    {
        var names = Enum.GetNames(type);
        var letters = string.Concat(text.Where(char.IsLetterOrDigit));
        var found = names.FirstOrDefault(name => name.Equals(letters, StringComparison.OrdinalIgnoreCase));
        return JsonNamingPolicy.CamelCase.ConvertName(
            found
                ?? throw new FormatException(
                    $"one of {string.Join(", ", names.Select(JsonNamingPolicy.CamelCase.ConvertName))}"
                )
        );
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
