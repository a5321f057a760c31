using Crm.Api.Kernel;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Api.Tests.Kernel;

public sealed class NormaliserPhoneTests
{
    private static readonly string[] Countries = [.. Examples().Select(example => example.Country), "001", "XX"];

    [Theory]
    [InlineData("DE", "030 123456", "+4930123456")]
    [InlineData("DE", "+49 (0)30 / 12 34-56", "+4930123456")]
    [InlineData("DE", "0049 30 123456", "+4930123456")]
    [InlineData("DE", "001 212 555 0123", "+12125550123")]
    [InlineData("DE", "030 123456 Durchwahl 12", "+4930123456;ext=12")]
    [InlineData("DE", "0171/1234567", "+491711234567")]
    [InlineData("CN", "138 1234 5678", "+8613812345678")]
    [InlineData("CN", "010-6552 9988", "+861065529988")]
    [InlineData("CN", "（０１０）６５５２９９８８ 转 8012", "+861065529988;ext=8012")]
    [InlineData("CN", "8613812345678", "+8613812345678")]
    [InlineData("US", "(212) 555-0123", "+12125550123")]
    [InlineData("US", "1-212-555-0123 ext. 42", "+12125550123;ext=42")]
    [InlineData("US", "212.555.0123 x42", "+12125550123;ext=42")]
    [InlineData("US", "011 49 30 123456", "+4930123456")]
    [InlineData("US", "0049 30 123456", "+4930123456")]
    [InlineData("GB", "020 7946 0123", "+442079460123")]
    [InlineData("GB", "+44 (0)20 7946 0123 #7", "+442079460123;ext=7")]
    [InlineData("FR", "01 23 45 67 89", "+33123456789")]
    [InlineData("FR", "1 23 45 67 89 poste 3", "+33123456789;ext=3")]
    [InlineData("IT", "06 1234 5678", "+390612345678")]
    [InlineData("IT", "+39 (0)6 1234 5678", "+390612345678")]
    [InlineData("IT", "347 123 4567", "+393471234567")]
    [InlineData("RU", "8 (495) 123-45-67", "+74951234567")]
    [InlineData("RU", "8 800 555 35 35 доб. 12", "+78005553535;ext=12")]
    [InlineData("RU", "8~10 49 30 123456", "+4930123456")]
    [InlineData("BY", "8 029 491-19-11", "+375294911911")]
    [InlineData("JP", "03-1234-5678", "+81312345678")]
    [InlineData("JP", "０９０ー１２３４ー５６７８ 内線３", "+819012345678;ext=3")]
    [InlineData("JP", "010 1 212 555 0123", "+12125550123")]
    [InlineData("BR", "(11) 98765-4321", "+5511987654321")]
    [InlineData("BR", "0 15 11 98765-4321", "+5511987654321")]
    [InlineData("IN", "098765 43210", "+919876543210")]
    [InlineData("IN", "९८७६५ ४३२१०", "+919876543210")]
    [InlineData("MX", "55 1234 5678", "+525512345678")]
    [InlineData("AU", "(02) 9876 5432", "+61298765432")]
    [InlineData("AU", "0011 49 30 123456", "+4930123456")]
    [InlineData("AR", "011 15 2345-6789", "+5491123456789")]
    [InlineData("EG", "٠١٠٠١٢٣٤٥٦٧", "+201001234567")]
    [InlineData("HU", "06 1 234 5678", "+3612345678")]
    [InlineData("RW", "06 47 95 62", "+25006479562")]
    [InlineData("PT", "+351 (0)21 123 4567", "+351211234567")]
    [InlineData("ES", "912 345 678", "+34912345678")]
    [InlineData("de", "030 123456", "+4930123456")]
    public void A_number_dialled_in_a_country_becomes_E164(string country, string typed, string expected) =>
        Assert.Equal(expected, Normaliser.Phone(typed, country));

    [Theory]
    [InlineData("+49 30 123456", "+4930123456")]
    [InlineData("0049 30 123456", "+4930123456")]
    [InlineData("tel:+49-30-123456;ext=12", "+4930123456;ext=12")]
    [InlineData("\u202A+49 30 123456\u202C", "+4930123456")]
    [InlineData("(+49) 30 123456", "+4930123456")]
    [InlineData("+800 1234 5678", "+80012345678")]
    public void An_international_number_needs_no_country(string typed, string expected) =>
        Assert.Equal(expected, Normaliser.Phone(typed, country: null));

    [Theory]
    [InlineData(null, "030 123456")]
    [InlineData("XX", "030 123456")]
    [InlineData("DE", "")]
    [InlineData("DE", "n/a")]
    [InlineData("DE", "+")]
    [InlineData("DE", "112")]
    [InlineData("DE", "00 030 123456")]
    [InlineData("DE", "030 123456 or 030 654321")]
    [InlineData("DE", "+49 30 +49 31")]
    [InlineData("DE", "+999 123456")]
    [InlineData("DE", "+49 123456789012345")]
    [InlineData("US", "555-0123")]
    [InlineData("US", "1-800-FLOWERS")]
    [InlineData("GB", "anna@example.com")]
    public void What_cannot_be_a_number_has_no_form(string? country, string typed) =>
        Assert.Null(Normaliser.Phone(typed, country));

    [Fact]
    public void The_example_number_of_every_country_reads_as_libphonenumber_reads_it() =>
        Assert.All(
            Examples(),
            example =>
            {
                Assert.Equal(example.International, Normaliser.Phone(example.National, example.Country));
                Assert.Equal(example.International, Normaliser.Phone(example.International, country: null));
            }
        );

    [Fact]
    public void The_form_of_a_form_is_itself() =>
        Prop.ForAll(
                AnyCountry(),
                AnyDigits(),
                (country, digits) =>
                    Normaliser.Phone(digits, country) is not { } form
                    || (
                        Normaliser.Phone(form, country) == form
                        && Normaliser.Phone(form, country: null) == form
                        && form.Length <= 28
                    )
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    [Fact]
    public void Separators_do_not_change_the_form() =>
        Prop.ForAll(
                AnyCountry(),
                AnyDigits(),
                Gen.Elements(" ", "-", ".", "/", "(", ")", "\u00A0", "–", " ) ", "\u200E").ArrayOf(24).ToArbitrary(),
                (country, digits, separators) =>
                    Normaliser.Phone(Separated(digits, separators), country) == Normaliser.Phone(digits, country)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Any_text_is_read_without_an_exception() =>
        Prop.ForAll<string, string>(
                (typed, country) => typed is null || Normaliser.Phone(typed, country) is null or ['+', ..]
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    private static string Separated(string digits, string[] separators) =>
        string.Concat(digits.Select((digit, index) => separators[index % separators.Length] + digit));

    private static Arbitrary<string> AnyCountry() => Gen.Elements(Countries).ToArbitrary();

    private static Arbitrary<string> AnyDigits() =>
        (
            from prefix in Gen.Elements(
                "",
                "+",
                "0",
                "00",
                "8",
                "+7",
                "+375",
                "+49",
                "+1",
                "+54",
                "+598",
                "+81",
                "1",
                "90"
            )
            from length in Gen.Choose(0, 18)
            from digits in Gen.Choose('0', '9').ArrayOf(length)
            select prefix + string.Concat(digits.Select(digit => (char)digit))
        ).ToArbitrary();

    private static IEnumerable<(string Country, string National, string International)> Examples()
    {
        using var stream = typeof(NormaliserPhoneTests).Assembly.GetManifestResourceStream(
            typeof(NormaliserPhoneTests),
            "phone-examples.tsv"
        )!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#') && line.Split('\t') is [var country, var national, var international])
            {
                yield return (country, national, international);
            }
        }
    }
}
