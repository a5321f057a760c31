using System.Globalization;
using Crm.Api.Kernel;

namespace Crm.Api.Templates.Rendering;

/// <summary>An amount as people of a language write it.</summary>
internal static class MoneyText
{
    /// <summary>With the sign of the currency where readers know it by that, otherwise with its code: <c>12,50 €</c>, <c>12,50 USD</c>.</summary>
    public static string Of(decimal amount, string currency, CultureInfo culture)
    {
        var format = (NumberFormatInfo)culture.NumberFormat.Clone();
        format.CurrencyDecimalDigits = Math.Max(Currencies.MinorUnits(currency), DecimalsOf(amount));
        format.CurrencySymbol = SignOf(currency, culture);
        var text = amount.ToString("C", format);
        // Where the sign clings to the number, a code must not.
        return format.CurrencySymbol == currency && text.StartsWith(currency, StringComparison.Ordinal)
            ? $"{currency} {text[currency.Length..].TrimStart()}"
            : text;
    }

    private static string SignOf(string currency, CultureInfo culture)
    {
        if (currency == "EUR")
        {
            return "€";
        }

        var specific = culture.IsNeutralCulture ? CultureInfo.CreateSpecificCulture(culture.Name) : culture;
        return specific.Name.Length > 0 && new RegionInfo(specific.Name).ISOCurrencySymbol == currency
            ? specific.NumberFormat.CurrencySymbol
            : currency;
    }

    private static int DecimalsOf(decimal amount)
    {
        var shortest = amount / 1.0000000000000000000000000000m;
        return shortest.Scale;
    }
}
