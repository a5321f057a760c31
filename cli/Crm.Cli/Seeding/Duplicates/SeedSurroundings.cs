using Bogus;

namespace Crm.Cli.Seeding.Duplicates;

/// <summary>The country in which a seeded customer lives.</summary>
/// <param name="chance">Chance for the copy alone.</param>
/// <param name="locale">The country.</param>
/// <param name="number">That of the copy, which no other customer has.</param>
internal sealed class SeedSurroundings(Faker chance, SeedLocale locale, int number) : Surroundings
{
    public override IReadOnlyList<string> LegalForms => locale.LegalForms;

    public override MadePlace Place()
    {
        var place = locale.Place(chance);
        return new MadePlace(place.Street, place.PostalCode, place.City, place.Region, locale.Country);
    }

    public override string Email(MadeCustomer of) =>
        $"{locale.Mailbox(chance, of.GivenName, of.FamilyName, number)}@example.org";

    public override string Phone(MadeCustomer of) =>
        of.IsPerson ? locale.Mobile(chance) : locale.Phone(chance, locale.Place(chance));
}
