using Crm.Api.Kernel;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Api.Tests.Kernel;

public sealed class SortKeyTests
{
    [Theory]
    [InlineData("Müller", "muller")]
    [InlineData("MULLER", "muller")]
    [InlineData("  Ann \t Marie\n", "ann marie")]
    [InlineData("Straße", "strasse")]
    [InlineData("ÆØÅ", "aeoa")]
    [InlineData("Łódź", "lodz")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("ﬁne", "fine")]
    [InlineData("Ｆｕｌｌ ｗｉｄｔｈ", "full width")]
    [InlineData("ΣΊΣΥΦΟΣ", "σισυφοσ")]
    [InlineData("中文 😀", "中文 😀")]
    [InlineData("co\u00ADop\u200B", "coop")]
    [InlineData("a\0b", "a b")]
    [InlineData("", "")]
    [InlineData(" \u0301 ", "")]
    public void Case_accents_forms_and_spaces_fold_away(string text, string key) => Assert.Equal(key, SortKey.Of(text));

    [Fact]
    public void A_long_text_is_cut_between_characters()
    {
        var key = SortKey.Of(string.Concat(Enumerable.Repeat("😀", 150)));

        Assert.Equal(string.Concat(Enumerable.Repeat("😀", 100)), key);
        Assert.Equal(199, SortKey.Of("a" + string.Concat(Enumerable.Repeat("😀", 150))).Length);
    }

    [Fact]
    public void The_key_of_a_key_is_the_key() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<string>().Filter(text => text is not null),
                text => SortKey.Of(SortKey.Of(text)) == SortKey.Of(text)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_character_has_a_stable_key_that_every_engine_can_store()
    {
        for (var value = 0; value <= char.MaxValue; value++)
        {
            var key = SortKey.Of(((char)value).ToString());

            Assert.Equal(key, SortKey.Of(key));
            Assert.DoesNotContain('\0', key);
            Assert.True(key.Length <= SortKey.MaximumLength);
        }
    }
}
