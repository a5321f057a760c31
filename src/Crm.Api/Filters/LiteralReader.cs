using System.Globalization;
using System.Numerics;
using Crm.Api.Kernel;

namespace Crm.Api.Filters;

/// <summary>Reads the right-hand side of a comparison as a value of the field's type.</summary>
internal static class LiteralReader
{
    private const int LongestPeriod = 36_525;

    private static readonly string[] PeriodFunctions = ["today", "now", "lastDays", "nextDays"];

    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd'T'HH:mm:sszzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-dd'T'HH:mm:ss'Z'",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
    ];

    public static Guid Id(FilterArgument argument) =>
        Guid.TryParseExact(Text(argument, "an id"), "D", out var id) ? id : throw FilterMistake.Type(argument, "an id");

    public static bool Flag(FilterArgument argument) =>
        Text(argument, "true or false") switch
        {
            "true" => true,
            "false" => false,
            _ => throw FilterMistake.Type(argument, "true or false"),
        };

    public static Interval<TNumber> Whole<TNumber>(FilterArgument argument)
        where TNumber : struct, IBinaryInteger<TNumber>, IMinMaxValue<TNumber>
    {
        const string Expected = "a whole number";
        return TNumber.TryParse(
            Text(argument, Expected),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? Interval<TNumber>.Point(number)
            : throw FilterMistake.Type(argument, $"{Expected} from {TNumber.MinValue} to {TNumber.MaxValue}");
    }

    /// <summary>A decimal number as the count of units a column holds.</summary>
    public static Interval<long> Scaled(FilterArgument argument, int scale)
    {
        const string Expected = "a decimal number such as 12.50";
        var text = Text(argument, Expected);
        if (
            !decimal.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
            // Further digits than a decimal holds would be rounded away.
            || text.Count(char.IsAsciiDigit) > 28
        )
        {
            throw FilterMistake.Type(argument, Expected);
        }

        // By digits, not by multiplying: a long fraction times the scale would not fit a decimal.
        var factor = (decimal)BigInteger.Pow(10, scale);
        var limit = long.MaxValue / factor;
        if (Math.Abs(number) >= limit)
        {
            throw FilterMistake.Type(argument, $"a number between -{limit:F0} and {limit:F0}");
        }

        var whole = decimal.Truncate(number);
        var fraction = (number - whole) * factor;
        var units = (long)(whole * factor) + (long)decimal.Floor(fraction);
        return fraction == decimal.Truncate(fraction)
            ? Interval<long>.Point(units)
            : Interval<long>.Between(units + 1, units + 1);
    }

    /// <summary>A date or a period of dates.</summary>
    public static Interval<DateOnly> Date(FilterArgument argument, FilterContext context)
    {
        if (argument is FunctionCall call)
        {
            return Period(call, context);
        }

        const string Expected = "a date such as 2026-01-31";
        return TryDate(Text(argument, Expected), out var date)
            ? Interval<DateOnly>.Point(InReach(argument, date))
            : throw FilterMistake.Type(argument, Expected);
    }

    /// <summary>An instant; or a date or period, which is all the instants of those days in the caller's zone.</summary>
    public static Interval<DateTimeOffset> Time(FilterArgument argument, FilterContext context)
    {
        if (argument is FunctionCall { Name: "now", Arguments.Count: 0 })
        {
            return Interval<DateTimeOffset>.Point(context.Now.ToUniversalTime());
        }

        if (argument is FunctionCall call)
        {
            return Days(Period(call, context), context);
        }

        const string Expected = "a date, or a time with its offset such as 2026-01-31T09:30:00Z";
        var text = Text(argument, Expected);
        if (TryDate(text, out var date))
        {
            return Days(Interval<DateOnly>.Point(InReach(argument, date)), context);
        }

        return DateTimeOffset.TryParseExact(
            text,
            TimeFormats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? Interval<DateTimeOffset>.Point(time)
            : throw FilterMistake.Type(argument, Expected);
    }

    /// <summary>The literal without wildcards.</summary>
    public static string Text(FilterArgument argument, string expected) =>
        argument is Literal { HasWildcard: false } literal
            ? literal.Text
            : throw FilterMistake.Type(argument, expected);

    private static Interval<DateTimeOffset> Days(Interval<DateOnly> days, FilterContext context) =>
        Interval<DateTimeOffset>.Between(
            DayBorder.StartOf(days.From, context.Zone),
            DayBorder.StartOf(days.IsPoint ? days.From.AddDays(1) : days.End, context.Zone)
        );

    // today() is one day; lastDays(n) ends with it, nextDays(n) begins with it.
    private static Interval<DateOnly> Period(FunctionCall call, FilterContext context)
    {
        var today = context.Today;
        return call switch
        {
            { Name: "today" or "now", Arguments: [] } => Interval<DateOnly>.Point(today),
            { Name: "lastDays", Arguments: [var count] } => Interval<DateOnly>.Between(
                today.AddDays(1 - DayCount(count)),
                today.AddDays(1)
            ),
            { Name: "nextDays", Arguments: [var count] } => Interval<DateOnly>.Between(
                today,
                today.AddDays(DayCount(count))
            ),
            { Name: "today" or "now" } => throw FilterMistake.Type(call, $"{call.Name}() without a value"),
            { Name: "lastDays" or "nextDays" } => throw FilterMistake.Type(call, $"one number, as in {call.Name}(30)"),
            _ => throw FilterMistake.UnknownFunction(call.Name, call.Position, PeriodFunctions),
        };
    }

    private static int DayCount(Literal literal) =>
        int.TryParse(literal.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
        && days is >= 1 and <= LongestPeriod
            ? days
            : throw FilterMistake.Type(literal, $"a number of days from 1 to {LongestPeriod}");

    private static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    // The day after, in any zone, must still be a time that can be written down.
    private static DateOnly InReach(FilterArgument argument, DateOnly date) =>
        date.Year is > 1 and < 9999 ? date : throw FilterMistake.Type(argument, "a year from 0002 to 9998");
}
