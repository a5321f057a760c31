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
    private static readonly string[] Moments = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    private const string LocalMoment = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF";
    private const DateTimeStyles Universal = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

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
            _ when type == typeof(Guid) => JsonValue.Create(Id(text)),
            _ when type == typeof(bool) => JsonValue.Create(Flag(text)),
            _ when type == typeof(int) || type == typeof(long) => JsonValue.Create(Whole(text)),
            _ when type == typeof(decimal) => JsonValue.Create(Number(text)),
            _ when type == typeof(DateOnly) => JsonValue.Create(Text(Date(text))),
            _ when type == typeof(DateTimeOffset) => JsonValue.Create(MomentConverter.Text(Moment(text))),
            _ when type == typeof(Money) => Amount(text),
            _ when type.IsEnum => JsonValue.Create(Word(text, type)),
            _ => Structure(text),
        };
    }

    /// <summary>A list or an object stands in a single cell as the JSON that an export writes there.</summary>
    private static JsonNode Structure(string text)
    {
        try
        {
            return JsonNode.Parse(text)!;
        }
        catch (JsonException broken)
        {
            throw new FormatException("JSON, which a list or an object in a single cell has to be", broken);
        }
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

    private static Guid Id(string text) =>
        Guid.TryParseExact(text, "D", out var id) ? id : throw new FormatException("an id");

    private static bool Flag(string text) =>
        Yes.Contains(text, StringComparer.OrdinalIgnoreCase)
        || (No.Contains(text, StringComparer.OrdinalIgnoreCase) ? false : throw new FormatException("yes or no"));

    private long Whole(string text) =>
        Number(text) is var number && number == decimal.Truncate(number) && Math.Abs(number) < long.MaxValue
            ? (long)number
            : throw new FormatException("a whole number");

    private decimal Number(string text)
    {
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        var (whole, fraction) = text.IndexOf(settings.Decimal, StringComparison.Ordinal) is var sign and >= 0
            ? (text[..sign], $".{text[(sign + settings.Decimal.Length)..]}")
            : (text, "");
        return
            !fraction.AsSpan(Math.Min(1, fraction.Length)).ContainsAnyExceptInRange('0', '9')
            && DigitGroups.Join(whole, settings.Group) is { } digits
            && decimal.TryParse($"{digits}{fraction}", Plain, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"a number with '{settings.Decimal}' as its decimal sign");
    }

    private DateOnly Date(string text) => DateOnly.FromDateTime(Day(text));

    /// <summary>
    /// A date is the moment its day begins in the file's time zone, and so is a time of day there; a moment that names its offset is
    /// taken as it is.
    /// </summary>
    private DateTimeOffset Moment(string text)
    {
        if (DateTimeOffset.TryParseExact(text, Moments, CultureInfo.InvariantCulture, Universal, out var moment))
        {
            return moment;
        }

        var local = DateTime.TryParseExact(
            text,
            LocalMoment,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var exact
        )
            ? exact
            : Day(text);
        return DayBorder.InstantOf(local, settings.Zone);
    }

    private DateTime Day(string text) =>
        DateTime.TryParseExact(
            text,
            settings.DateFormats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : throw new FormatException($"a date like {string.Join(" or ", settings.DateFormats)}");

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
