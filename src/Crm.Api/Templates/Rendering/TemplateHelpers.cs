using System.Globalization;
using Crm.Api.Kernel;
using HandlebarsDotNet;

namespace Crm.Api.Templates.Rendering;

/// <summary>
/// The words a template can use on values. What is missing stays missing through all of them but <c>default</c> and <c>eq</c>; what is
/// of another kind than a word expects stays as it is.
/// </summary>
internal static class TemplateHelpers
{
    /// <summary>The longest that can be asked for.</summary>
    private const int MaxDecimals = 9;

    private delegate object Helper(object[] arguments);

    private static readonly Dictionary<string, (int Least, int Most, Helper Run)> All = new(StringComparer.Ordinal)
    {
        ["date"] = (1, 2, DateOf),
        ["default"] = (2, 2, arguments => arguments[0] is MissingValue ? arguments[1] : arguments[0]),
        ["eq"] = (2, 2, arguments => AreEqual(arguments[0], arguments[1])),
        ["lower"] = (1, 1, arguments => Cased(arguments[0], text => text.ToLower(CultureInfo.CurrentCulture))),
        ["money"] = (1, 2, MoneyOf),
        ["number"] = (1, 2, NumberOf),
        ["upper"] = (1, 1, arguments => Cased(arguments[0], text => text.ToUpper(CultureInfo.CurrentCulture))),
    };

    public static IEnumerable<string> Names => All.Keys;

    public static void AddTo(IHandlebars handlebars)
    {
        foreach (var (name, (_, _, run)) in All)
        {
            handlebars.RegisterHelper(name, (Context _, Arguments arguments) => run(ValuesOf(arguments)));
        }
    }

    /// <summary>What is wrong with using a word on these arguments, those that are written out as what they say; null when nothing is.</summary>
    public static string? ProblemWith(string name, IReadOnlyList<string?> arguments)
    {
        var (least, most, _) = All[name];
        if (arguments.Count < least || arguments.Count > most)
        {
            return least == most
                ? $"'{name}' takes {least} value{(least == 1 ? "" : "s")}."
                : $"'{name}' takes {least} or {most} values.";
        }

        return arguments is not [_, var second]
            ? null
            : name switch
            {
                "date" => CanFormat(second) ? null : "The second value of 'date' must be \"long\" or a format of days.",
                "money" => Currencies.IsCode(second)
                    ? null
                    : "The second value of 'money' must be a currency: \"EUR\".",
                "number" => DecimalsOf(second) is null ? $"The second value of 'number' is 0 to {MaxDecimals}." : null,
                _ => null,
            };
    }

    /// <summary>None is null: neither the model nor what is written out has such a value.</summary>
    private static object[] ValuesOf(Arguments arguments)
    {
        var values = new object[arguments.Length];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = arguments[index] is ModelScalar scalar ? scalar.Value : arguments[index]!;
        }

        return values;
    }

    private static object DateOf(object[] arguments)
    {
        var date = arguments[0] switch
        {
            DateOnly day => day,
            string text
                when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var day) =>
                day,
            string text
                when DateTimeOffset.TryParseExact(
                    text,
                    "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var time
                ) => DateOnly.FromDateTime(time.DateTime),
            _ => (DateOnly?)null,
        };
        return date is { } known
            ? known.ToString(FormatOf(arguments.Length > 1 ? TextOf(arguments[1]) : "d"), CultureInfo.CurrentCulture)
            : arguments[0];
    }

    private static object NumberOf(object[] arguments)
    {
        if (AmountOf(arguments[0]) is not { } number)
        {
            return arguments[0];
        }

        var format = arguments.Length > 1 ? $"N{DecimalsOf(TextOf(arguments[1]))}" : "#,0.####";
        return number.ToString(format, CultureInfo.CurrentCulture);
    }

    /// <summary>An amount with its currency as the contract writes it, or a number and a currency.</summary>
    private static object MoneyOf(object[] arguments)
    {
        var (amount, currency) = arguments[0] switch
        {
            ModelNode money => (
                AmountOf((money["amount"] as ModelScalar)?.Value),
                (money["currency"] as ModelScalar)?.Value as string
            ),
            var other => (AmountOf(other), arguments.Length > 1 ? TextOf(arguments[1]) : null),
        };
        return amount is { } number && Currencies.IsCode(currency)
            ? MoneyText.Of(number, currency!, CultureInfo.CurrentCulture)
            : arguments[0];
    }

    private static decimal? AmountOf(object? value) =>
        value switch
        {
            decimal number => number,
            string text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
                number,
            _ => null,
        };

    private static object Cased(object value, Func<string, string> change) =>
        value is string text ? change(text) : value;

    private static bool AreEqual(object one, object other) =>
        one is not ModelValue && other is not ModelValue && TextOf(one) == TextOf(other);

    /// <summary>A value by which others are compared, whatever the language.</summary>
    private static string TextOf(object value) =>
        value switch
        {
            bool flag => flag ? "true" : "false",
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };

    private static string FormatOf(string format) => format == "long" ? "D" : format;

    private static bool CanFormat(string? format)
    {
        try
        {
            return format is { Length: > 0 }
                && new DateOnly(2026, 1, 31).ToString(FormatOf(format), CultureInfo.InvariantCulture).Length > 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static int? DecimalsOf(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var decimals) && decimals <= MaxDecimals
            ? decimals
            : null;
}
