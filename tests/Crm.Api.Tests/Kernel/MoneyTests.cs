using System.Globalization;
using System.Text.Json;
using Crm.Api.Kernel;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Api.Tests.Kernel;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("12.5", "EUR", "12.50")]
    [InlineData("12.5000", "EUR", "12.50")]
    [InlineData("12.505", "EUR", "12.505")]
    [InlineData("12.0005", "EUR", "12.0005")]
    [InlineData("0.5", "EUR", "0.50")]
    [InlineData("-0", "EUR", "0.00")]
    [InlineData("-0.05", "EUR", "-0.05")]
    [InlineData("12", "JPY", "12")]
    [InlineData("12.5", "JPY", "12.5")]
    [InlineData("12", "KWD", "12.000")]
    [InlineData("12", "CLF", "12.0000")]
    [InlineData("999999999999.9999", "EUR", "999999999999.9999")]
    [InlineData("-999999999999.9999", "EUR", "-999999999999.9999")]
    public void The_text_has_at_least_the_digits_of_the_minor_unit(string amount, string currency, string expected)
    {
        Assert.True(Money.TryParse(amount, currency, out var money, out _));
        Assert.Equal(expected, money.Text);
        Assert.Equal($"{expected} {currency}", money.ToString());
    }

    [Theory]
    [InlineData("1.00001", "EUR", "more than 4 decimals")]
    [InlineData("1000000000000", "EUR", "more than 12 digits")]
    [InlineData("1e3", "EUR", "plain decimal")]
    [InlineData("1,000.00", "EUR", "plain decimal")]
    [InlineData("+1", "EUR", "plain decimal")]
    [InlineData(" 1", "EUR", "plain decimal")]
    [InlineData("1.", "EUR", "plain decimal")]
    [InlineData(".5", "EUR", "plain decimal")]
    [InlineData("NaN", "EUR", "plain decimal")]
    [InlineData("١", "EUR", "plain decimal")]
    [InlineData("1\n", "EUR", "plain decimal")]
    [InlineData("", "EUR", "plain decimal")]
    [InlineData(null, "EUR", "plain decimal")]
    [InlineData("1", "eur", "ISO 4217")]
    [InlineData("1", "XAU", "ISO 4217")]
    [InlineData("1", "EURO", "ISO 4217")]
    [InlineData("1", null, "ISO 4217")]
    public void What_is_no_money_is_refused_with_the_reason(string? amount, string? currency, string reason)
    {
        Assert.False(Money.TryParse(amount, currency, out _, out var problem));
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Money_out_of_range_or_in_an_unknown_currency_cannot_be_made()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Money(1_000_000_000_000m, "EUR"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Money(0.00001m, "EUR"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Money.FromUnits(long.MinValue, "EUR"));
        Assert.Throws<ArgumentException>(() => new Money(1, "XXX"));
    }

    [Fact]
    public void Equal_values_are_equal_however_many_zeros_were_written()
    {
        Assert.Equal(new Money(12.5m, "EUR"), new Money(12.5000m, "EUR"));
        Assert.NotEqual(new Money(12.5m, "EUR"), new Money(12.5m, "USD"));
    }

    [Theory]
    [InlineData("2.345", "EUR", MidpointRounding.ToEven, "2.34")]
    [InlineData("2.345", "EUR", MidpointRounding.AwayFromZero, "2.35")]
    [InlineData("2.5", "JPY", MidpointRounding.ToEven, "2")]
    [InlineData("2.3455", "KWD", MidpointRounding.AwayFromZero, "2.346")]
    public void Rounding_follows_the_minor_unit(
        string amount,
        string currency,
        MidpointRounding rounding,
        string expected
    )
    {
        var rounded = Money.Round(decimal.Parse(amount, CultureInfo.InvariantCulture), currency, rounding);

        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), rounded);
    }

    [Fact]
    public void Json_holds_the_amount_as_text() =>
        Assert.Equal(
            """{"amount":"12.50","currency":"EUR"}""",
            JsonSerializer.Serialize(new Money(12.5m, "EUR"), JsonSerializerOptions.Web)
        );

    [Fact]
    public void Every_amount_survives_storage_and_json() =>
        Prop.ForAll(
                StoredUnits(),
                Gen.Elements("EUR", "JPY", "KWD", "CLF").ToArbitrary(),
                (units, currency) =>
                {
                    var money = Money.FromUnits(units, currency);
                    return money.Units == units
                        && JsonSerializer.Deserialize<Money>(JsonSerializer.Serialize(money)) == money;
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("""{"amount":12.5,"currency":"EUR"}""", "amount is not a string")]
    [InlineData("""{"amount":null,"currency":"EUR"}""", "amount is not a string")]
    [InlineData("""{"amount":["1"],"currency":"EUR"}""", "amount is not a string")]
    [InlineData("""{"amount":"1","currency":1}""", "currency is not a string")]
    [InlineData("""{"amount":"1e3","currency":"EUR"}""", "plain decimal")]
    [InlineData("""{"amount":"1","currency":"eur"}""", "ISO 4217")]
    [InlineData("""{"amount":"1"}""", "needs the member currency")]
    [InlineData("""{"currency":"EUR"}""", "needs the member amount")]
    [InlineData("""{"amount":"1","amount":"1","currency":"EUR"}""", "amount appears twice")]
    [InlineData("""{"amount":"1","currency":"EUR","rate":"2"}""", "no member 'rate'")]
    [InlineData("""{"Amount":"1","currency":"EUR"}""", "no member 'Amount'")]
    [InlineData("\"12.50 EUR\"", "is an object")]
    [InlineData("12.5", "is an object")]
    [InlineData("[]", "is an object")]
    public void Json_that_is_not_exactly_money_is_refused_with_the_reason(string json, string reason)
    {
        var refusal = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Money>(json));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"amount":"\ud800","currency":"EUR"}""")]
    [InlineData("""{"\ud800":"1","currency":"EUR"}""")]
    [InlineData("""{"amount":"1","currency":"EUR" """)]
    public void Broken_json_is_refused_like_any_other(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Money>(json));

    [Fact]
    public void No_money_is_null() => Assert.Null(JsonSerializer.Deserialize<Money?>("null"));

    private static Arbitrary<long> StoredUnits() =>
        (
            from sign in Gen.Elements(-1, 1)
            from high in Gen.Choose(0, 999_999_999)
            from low in Gen.Choose(0, 9_999_999)
            select sign * ((high * 10_000_000L) + low)
        ).ToArbitrary();
}
