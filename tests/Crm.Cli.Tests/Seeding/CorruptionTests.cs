using Crm.Cli.Seeding.Duplicates;

namespace Crm.Cli.Tests.Seeding;

public sealed class CorruptionTests
{
    private static readonly MadeCustomer William = new()
    {
        Entity = 1,
        GivenName = "William",
        FamilyName = "Hopper",
        Company = "Birkfeld Marine GmbH",
        Email = "w.hopper@example.com",
        Phone = "+49 30 2345678",
        Website = "birkfeld.example",
        Street = "Hartley Road 7",
        Postcode = "10115",
        City = "Berlin",
        Country = "DE",
        BirthDate = "1986-12-09",
    };

    public static TheoryData<string> Changes => [.. Enum.GetNames<Change>()];

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_leaves_another_customer_that_says_what_has_changed_and_is_the_same_for_the_same_seed(
        string name
    )
    {
        var change = Enum.Parse<Change>(name);

        // Of seven seeds one at least does not swap two equal letters, or draw what was there.
        var changed = Enumerable.Range(1, 7).Select(seed => Seeded(seed).With(change, William)).ToList();
        var again = Enumerable.Range(1, 7).Select(seed => Seeded(seed).With(change, William));

        Assert.Equal(changed.Select(Bare), again.Select(Bare));
        Assert.Contains(changed, customer => customer.Changes.SequenceEqual([change]));
        Assert.All(changed, customer => Assert.Equal(William.Entity, customer.Entity));
    }

    [Fact]
    public void What_has_nothing_to_go_wrong_with_stays_and_says_so()
    {
        var unreachable = William with { Email = "", Phone = "" };

        Assert.All(
            [Change.OtherEmail, Change.OtherPhone, Change.DialledOtherwise],
            change => Assert.Same(unreachable, Seeded(1).With(change, unreachable))
        );
    }

    [Fact]
    public void Han_characters_are_mistaken_for_others_of_them_and_never_for_letters()
    {
        var customer = new MadeCustomer { Entity = 1, Company = "北京天成软件有限公司" };

        var typed = Enumerable.Range(1, 50).Select(seed => Seeded(seed).With(Change.TypoInCompany, customer).Company);

        Assert.All(typed, name => Assert.DoesNotContain(name, char.IsAscii));
    }

    [Theory]
    [InlineData("+1 212 555 0123", "(212) 555-0123")]
    [InlineData("+12125550123", "(212) 555-0123")]
    [InlineData("+49 30 22345678", "0302 234 5678")]
    [InlineData("+86 10 6123 4567", "0106 123 4567")]
    [InlineData("+86 138 0102 2337", "1380 102 2337")]
    public void A_number_is_written_as_it_is_dialled_at_home(string international, string national) =>
        Assert.Equal(national, NationalNumber.Of(international));

    private static Corruption Seeded(int seed) => new(new Elsewhere(), new Random(seed));

    /// <summary>Equal by value.</summary>
    private static MadeCustomer Bare(MadeCustomer customer) => customer with { Changes = [] };

    /// <summary>A world with one other place in it.</summary>
    private sealed class Elsewhere : Surroundings
    {
        public override IReadOnlyList<string> LegalForms => [" GmbH", " AG"];

        public override MadePlace Place() => new("1 Main Street", "02101", "Boston", "MA", "US");

        public override string Email(MadeCustomer of) => "bill@example.org";

        public override string Phone(MadeCustomer of) => "+49 30 8765432";
    }
}
