using System.Text;
using Crm.Api.Kernel;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Api.Tests.Kernel;

public sealed class NormaliserTests
{
    [Theory]
    [InlineData(" Anna.Berg@Example.COM ", "anna.berg@example.com")]
    [InlineData("anna+news@gmail.com", "anna+news@gmail.com")]
    [InlineData("anna@MÜNCHEN.de", "anna@xn--mnchen-3ya.de")]
    [InlineData("anna@xn--mnchen-3ya.de", "anna@xn--mnchen-3ya.de")]
    [InlineData("ａｎｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ", "anna@example.com")]
    [InlineData("anna@例子。中国", "anna@xn--fsqu00a.xn--fiqs8s")]
    [InlineData("JOSÉ@example.es", "josé@example.es")]
    [InlineData("anna@example.com.", "anna@example.com")]
    [InlineData("\u200Banna@exam\u00ADple.com", "anna@example.com")]
    [InlineData("a..b.@docomo.ne.jp", "a..b.@docomo.ne.jp")]
    public void An_address_becomes_lower_case_with_a_punycode_domain(string typed, string expected) =>
        Assert.Equal(expected, Normaliser.Email(typed));

    [Theory]
    [InlineData("")]
    [InlineData("anna")]
    [InlineData("@example.com")]
    [InlineData("anna@")]
    [InlineData("anna@localhost")]
    [InlineData("anna@192.0.2.1")]
    [InlineData("anna@[192.0.2.1]")]
    [InlineData("anna@exa mple.com")]
    [InlineData("anna berg@example.com")]
    [InlineData("anna@berg@example.com")]
    [InlineData("Anna <anna@example.com>")]
    [InlineData("anna@example.com, otto@example.com")]
    [InlineData("anna@-example.com")]
    [InlineData("anna@example..com")]
    [InlineData("anna\ud800@example.com")]
    public void What_cannot_be_an_address_has_no_form(string typed) => Assert.Null(Normaliser.Email(typed));

    [Fact]
    public void An_address_has_at_most_254_octets_and_its_local_part_64()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 46), 4)) + ".e";

        Assert.Equal(189, domain.Length);
        Assert.Equal(254, Normaliser.Email(new string('a', 64) + "@" + domain)?.Length);
        Assert.Null(Normaliser.Email(new string('a', 64) + "@" + domain + "e"));
        Assert.Null(Normaliser.Email(new string('a', 65) + "@example.com"));
    }

    [Theory]
    [InlineData("https://www.Example.com/about?x=1#y", "example.com")]
    [InlineData("HTTP://user:secret@shop.example.com:8080", "shop.example.com")]
    [InlineData("www.example.com.", "example.com")]
    [InlineData("//example.com/", "example.com")]
    [InlineData("bücher.example/katalog", "xn--bcher-kva.example")]
    [InlineData("http:\\\\example.com", "example.com")]
    [InlineData("www.com", "www.com")]
    public void The_domain_is_the_host_of_an_address(string typed, string expected) =>
        Assert.Equal(expected, Normaliser.Domain(typed));

    [Theory]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData("http://192.0.2.1/")]
    [InlineData("http://[2001:db8::1]/")]
    [InlineData("anna@example.com")]
    [InlineData("mailto:anna@example.com")]
    [InlineData("example")]
    [InlineData("no web site.")]
    public void What_names_no_host_has_no_domain(string typed) => Assert.Null(Normaliser.Domain(typed));

    [Theory]
    [InlineData("  Anna   Berg ", "anna berg")]
    [InlineData("STRASSE", "strasse")]
    [InlineData("Straße", "strasse")]
    [InlineData("ΟΔΥΣΣΕΥΣ", "οδυσσευσ")]
    [InlineData("Οδυσσεύς", "οδυσσεύσ")]
    [InlineData("Jose\u0301", "josé")]
    [InlineData("ＡＣＭＥ\u3000株式会社", "acme 株式会社")]
    [InlineData("ﬁrst\tline\r\n", "first line")]
    [InlineData("\u200E\uFEFF", "")]
    public void A_name_is_folded_and_keeps_its_accents(string typed, string expected) =>
        Assert.Equal(expected, Normaliser.Name(typed));

    [Theory]
    [InlineData(" A-1 ", "A-1")]
    [InlineData("a-1", "a-1")]
    [InlineData("Ａ", "Ａ")]
    [InlineData("e\u0301", "é")]
    public void An_identifier_is_only_trimmed_and_composed(string typed, string expected) =>
        Assert.Equal(expected, Normaliser.Identifier(typed));

    [Fact]
    public void The_form_of_a_form_is_itself_for_every_character_that_normalising_touches()
    {
        foreach (var character in CharactersThatNormalisingTouches())
        {
            AssertStable($"a{character}b\u0301");
            AssertStable($"{character}@a{character}.example");
        }
    }

    [Fact]
    public void The_form_of_a_form_is_itself_for_any_text() =>
        Prop.ForAll(
                AnyText(),
                text =>
                {
                    AssertStable(text);
                    AssertStable($"{text}@{text}.example");
                    AssertStable($"https://www.{text}.example/{text}");
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    private static IEnumerable<string> CharactersThatNormalisingTouches() =>
        from value in Enumerable.Range(0, 0x110000)
        // Half a surrogate pair is a text too.
        let character = Rune.IsValid(value) ? new Rune(value).ToString() : ((char)value).ToString()
        where Normaliser.Name(character) != character
        select character;

    private static void AssertStable(string typed)
    {
        if (Normaliser.Email(typed) is { } email)
        {
            Assert.Equal(email, Normaliser.Email(email));
        }

        if (Normaliser.Domain(typed) is { } domain)
        {
            Assert.Equal(domain, Normaliser.Domain(domain));
        }

        var name = Normaliser.Name(typed);
        Assert.Equal(name, Normaliser.Name(name));
        var identifier = Normaliser.Identifier(typed);
        Assert.Equal(identifier, Normaliser.Identifier(identifier));
    }

    /// <summary>Any sixteen-bit values, most of them from the blocks where normalising does something.</summary>
    private static Arbitrary<string> AnyText() =>
        (
            from length in Gen.Choose(0, 12)
            from characters in Gen.OneOf(
                    Gen.Choose(0x20, 0x7E),
                    Gen.Choose(0x80, 0x24F),
                    Gen.Choose(0x300, 0x3FF),
                    Gen.Choose(0x2000, 0x206F),
                    Gen.Choose(0xF900, 0xFFFF),
                    Gen.Choose(0, 0xFFFF)
                )
                .ArrayOf(length)
            select string.Concat(characters.Select(character => (char)character))
        ).ToArbitrary();
}
