using Crm.Dedupe.Cleaning;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Dedupe.Tests.Cleaning;

public sealed class CleaningTests
{
    [Theory]
    [InlineData("Müller", "Mueller")]
    [InlineData("Straße", "STRASSE")]
    [InlineData("Ｈｉｌｌ", "hill")]
    [InlineData("O’Brien", "obrien")]
    [InlineData("José  María", "jose maria")]
    public void Spellings_of_one_name_fold_to_one(string one, string other) =>
        Assert.Equal(Folding.FoldUmlauts(one), Folding.FoldUmlauts(other));

    [Fact]
    public void Any_text_can_be_folded_and_folding_again_changes_nothing() =>
        Prop.ForAll<string?>(text => Folding.Fold(Folding.Fold(text ?? "")) == Folding.Fold(text ?? ""))
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("Acme GmbH & Co. KG", "acme")]
    [InlineData("ACME, Inc.", "acme")]
    [InlineData("南京联嘉医药股份有限公司", "南京联嘉医药")]
    [InlineData("شركة الفجر ش.م.م", "الفجر")]
    public void Legal_forms_are_no_part_of_a_name(string typed, string expected) =>
        Assert.Equal(Folding.FoldUmlauts(expected), WordList.Company(typed, new Vocabulary())!.Key);

    [Theory]
    [InlineData("Ann.Lee+crm@googlemail.com", "annlee@gmail.com")]
    [InlineData("<Info@Acme.COM>", "info@acme.com")]
    public void A_mailbox_is_one_whatever_its_alias(string typed, string expected) =>
        Assert.Equal(expected, EmailAddress.From(typed)!.Key);

    [Theory]
    [InlineData("+442088917023", "020 8891 7023")]
    [InlineData("001 701 9940655", "(701) 994-0655")]
    [InlineData("+97433074007", "33074007")]
    public void A_phone_number_is_one_however_it_is_dialled(string one, string other) =>
        Assert.True(PhoneNumber.From(one)!.IsSameAs(PhoneNumber.From(other)!));

    [Theory]
    [InlineData("12 Main Street", "main st", "12")]
    [InlineData("Hauptstraße 5a", "hauptstr", "5a")]
    [InlineData("60 w. 55th st. between 5th and 6th ave.", "w 55th st", "60")]
    [InlineData("金宏街48号", "金宏街", "48")]
    public void A_street_has_a_name_and_a_number(string typed, string name, string number)
    {
        var street = StreetAddress.From(typed)!;

        Assert.Equal((name, number), (street.Name.ToString(), street.Number.ToString()));
    }

    [Theory]
    [InlineData("Dr. Anna von Berg", "anna", "von berg")]
    [InlineData("Lovelace, Ada", "ada", "lovelace")]
    [InlineData("王梓平", "梓平", "王")]
    [InlineData("欧阳娜娜", "娜娜", "欧阳")]
    public void A_full_name_is_split(string typed, string given, string family) =>
        Assert.Equal((given, family), FullName.Split(typed));

    [Theory]
    [InlineData("1984-03-07")]
    [InlineData("19840307")]
    [InlineData("7.3.1984")]
    public void A_date_of_birth_is_read_in_many_forms(string typed) =>
        Assert.Equal("19840307", BirthDate.From(typed)!.Key);

    [Fact]
    public void Han_and_cyrillic_have_a_latin_form() =>
        Assert.Equal(("wangziping", "sergey"), (Transliteration.Latin("王梓平"), Transliteration.Latin("сергей")));
}
