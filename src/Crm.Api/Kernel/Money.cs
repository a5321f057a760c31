using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Crm.Api.Kernel;

/// <summary>An amount in a currency, exact to 1/10,000; in JSON <c>{"amount":"12.50","currency":"EUR"}</c>.</summary>
/// <remarks>Between -999,999,999,999.9999 and 999,999,999,999.9999. Two amounts are equal if value and currency are: 12.5 EUR is 12.50 EUR.</remarks>
[JsonConverter(typeof(MoneyJsonConverter))]
public sealed partial record Money
{
    /// <summary>Money that is checked: there is none out of range or in an unknown currency.</summary>
    /// <param name="amount">At most four decimals.</param>
    /// <param name="currency">Upper-case code of ISO 4217.</param>
    /// <exception cref="ArgumentException">The amount has more decimals or is out of range, or the currency is not known.</exception>
    public Money(decimal amount, string currency)
    {
        Units = Scaled.ToUnits(amount);
        Currency = Currencies.IsCode(currency)
            ? currency
            : throw new ArgumentException($"'{currency}' is not a currency code of ISO 4217.", nameof(currency));
    }

    /// <summary>The amount.</summary>
    public decimal Amount => Scaled.FromUnits(Units);

    /// <summary>The currency, an upper-case code of ISO 4217.</summary>
    public string Currency { get; }

    /// <summary>The amount as stored: a whole number of 1/10,000.</summary>
    public long Units { get; }

    /// <summary>The amount as text: the digits of the currency's minor unit, more only if there are more (12.50, 12.505; JPY 12).</summary>
    public string Text => Format(Amount, Currency);

    /// <summary>The money that was stored as <see cref="Units"/>.</summary>
    public static Money FromUnits(long units, string currency) => new(Scaled.FromUnits(units), currency);

    /// <summary>Any amount as text, as <see cref="Text"/> has it; a sum may be larger than money can be.</summary>
    public static string Format(decimal amount, string currency)
    {
        var minor = Currencies.MinorUnits(currency);
        var format = $"0.{new string('0', minor)}{new string('#', Scaled.Scale - minor)}";
        return amount.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>Rounds to the digits the currency is paid in.</summary>
    public static decimal Round(decimal amount, string currency, MidpointRounding rounding) =>
        decimal.Round(amount, Currencies.MinorUnits(currency), rounding);

    /// <summary>Reads a plain decimal: digits, a point, at most four decimals; no exponent, no plus sign, no thousands separators.</summary>
    /// <param name="amount">Such as <c>-1250.5</c>.</param>
    /// <param name="currency">Upper-case code of ISO 4217.</param>
    /// <param name="money">The money, if both can be read.</param>
    /// <param name="problem">Otherwise a sentence that says what is wrong.</param>
    public static bool TryParse(
        string? amount,
        string? currency,
        [NotNullWhen(true)] out Money? money,
        [NotNullWhen(false)] out string? problem
    )
    {
        money = null;
        problem = ProblemWith(amount, currency);
        if (problem is null)
        {
            money = new Money(decimal.Parse(amount!, NumberStyles.Number, CultureInfo.InvariantCulture), currency!);
        }

        return problem is null;
    }

    /// <summary>The text and the currency: <c>12.50 EUR</c>.</summary>
    public override string ToString() => $"{Text} {Currency}";

    private static string? ProblemWith(string? amount, string? currency)
    {
        if (amount is null || !PlainDecimal().IsMatch(amount))
        {
            return "The amount is not a plain decimal such as 12.50.";
        }

        if (!StorableDecimal().IsMatch(amount))
        {
            return "The amount has more than 4 decimals or more than 12 digits before the point.";
        }

        return Currencies.IsCode(currency) ? null : "The currency is not an upper-case code of ISO 4217 such as EUR.";
    }

    [GeneratedRegex(@"\A-?[0-9]+(\.[0-9]+)?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainDecimal();

    [GeneratedRegex(
        @"\A-?0*[0-9]{1,12}(\.[0-9]{1,4})?\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex StorableDecimal();
}
