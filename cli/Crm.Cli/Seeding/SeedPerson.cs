using Bogus;
using Bogus.DataSets;

namespace Crm.Cli.Seeding;

/// <summary>The name of a person.</summary>
internal sealed record SeedPerson(string Given, string Family)
{
    public static SeedPerson Make(Faker chance, SeedLocale locale)
    {
        var gender = chance.Random.Bool() ? Name.Gender.Female : Name.Gender.Male;
        var names = chance.Name;
        return new SeedPerson(names.FirstName(gender), names.LastName(gender));
    }
}
