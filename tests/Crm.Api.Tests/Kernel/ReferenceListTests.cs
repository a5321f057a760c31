using System.ComponentModel.DataAnnotations;
using Crm.Api.Kernel;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Tests.Kernel;

public sealed class ReferenceListTests
{
    [Theory]
    [InlineData("DE", true)]
    [InlineData("XK", true)]
    [InlineData("de", false)]
    [InlineData("UK", false)]
    [InlineData("EU", false)]
    [InlineData("DEU", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_country_code_is_two_upper_case_letters_of_the_list(string? code, bool expected) =>
        Assert.Equal(expected, Countries.IsCode(code));

    [Theory]
    [InlineData("United States", "US")]
    [InlineData("the united states of america", "US")]
    [InlineData("U.S.A.", "US")]
    [InlineData("UK", "GB")]
    [InlineData("England", "GB")]
    [InlineData("Korea", "KR")]
    [InlineData("North Korea", "KP")]
    [InlineData("Congo", "CG")]
    [InlineData("DR Congo", "CD")]
    [InlineData("COTE D'IVOIRE", "CI")]
    [InlineData("Curacao", "CW")]
    [InlineData("Turkey", "TR")]
    [InlineData("Trinidad & Tobago", "TT")]
    [InlineData("The Netherlands", "NL")]
    [InlineData("Germany", "DE")]
    [InlineData("deu", "DE")]
    [InlineData(" de ", "DE")]
    public void A_country_is_found_by_what_people_call_it(string name, string expected) =>
        Assert.Equal(expected, Countries.Find(name));

    [Theory]
    [InlineData("Philipines")]
    [InlineData("Utopia")]
    [InlineData("the")]
    [InlineData("")]
    public void An_unknown_name_is_no_country(string name) => Assert.Null(Countries.Find(name));

    [Theory]
    [InlineData("de", true)]
    [InlineData("zh-Hans-CN", true)]
    [InlineData("sl-rozaj-biske", true)]
    [InlineData("de-CH-1901", true)]
    [InlineData("en-US-u-ca-gregory-x-own", true)]
    [InlineData("x-private", true)]
    [InlineData("german", true)]
    [InlineData("d", false)]
    [InlineData("de_DE", false)]
    [InlineData("de-", false)]
    [InlineData("de\n", false)]
    [InlineData("\u212Aa", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_language_tag_has_the_form_of_BCP_47(string? tag, bool expected) =>
        Assert.Equal(expected, Languages.IsTag(tag));

    [Theory]
    [InlineData("Europe/Berlin", true)]
    [InlineData("America/Argentina/Buenos_Aires", true)]
    [InlineData("UTC", true)]
    [InlineData("W. Europe Standard Time", false)]
    [InlineData("europe/berlin", false)]
    [InlineData("Europe/Atlantis", false)]
    [InlineData("right/Europe/Berlin", false)]
    [InlineData("../../etc/passwd", false)]
    [InlineData("/usr/share/zoneinfo/Europe/Berlin", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_time_zone_is_known_by_its_IANA_id(string? id, bool expected) =>
        Assert.Equal(expected ? id : null, TimeZones.Find(id)?.Id);

    [Theory]
    [InlineData("EUR", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KWD", 3)]
    [InlineData("CLF", 4)]
    public void A_currency_has_its_minor_units(string code, int expected)
    {
        Assert.True(Currencies.IsCode(code));
        Assert.Equal(expected, Currencies.MinorUnits(code));
    }

    [Fact]
    public void Every_attribute_takes_null_and_good_values_and_names_the_field_of_a_bad_one()
    {
        Assert.Empty(ProblemsOf(new Settings()));
        Assert.Empty(ProblemsOf(new Settings("DE", "EUR", "de-AT", "Europe/Vienna")));
        Assert.Equal(
            ["Country", "Currency", "Language", "TimeZone"],
            ProblemsOf(new Settings("Germany", "Euro", "de_AT", "Vienna"))
                .SelectMany(problem => problem.MemberNames)
                .Order()
        );
    }

    private static List<ValidationResult> ProblemsOf(Settings settings)
    {
        var problems = new List<ValidationResult>();
        Validator.TryValidateObject(settings, new ValidationContext(settings), problems, validateAllProperties: true);
        return problems;
    }

    private sealed record Settings(
        [property: CountryCode] string? Country = null,
        [property: CurrencyCode] string? Currency = null,
        [property: LanguageTag] string? Language = null,
        [property: IanaTimeZone] string? TimeZone = null
    );
}
