using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Bogus;

namespace Crm.Cli.Seeding;

/// <summary>What is to be made. Equal plans make equal records, on any machine and at any time.</summary>
/// <param name="Seed">Where chance begins; it also stands in every external id.</param>
/// <param name="Customers">How many people and organisations; everything else follows from it.</param>
/// <param name="Locales">Customers are spread evenly over them.</param>
/// <param name="Duplicates">The share of the customers that are copies of others.</param>
/// <param name="AsOf">Nothing happens on this day or later.</param>
internal sealed record SeedPlan(
    int Seed,
    int Customers,
    decimal Duplicates,
    IReadOnlyList<SeedLocale> Locales,
    DateOnly AsOf
)
{
    /// <summary>The system that all external ids of seeded records name.</summary>
    public const string System = "seed";

    /// <summary>Making one is slow, since it reads its locale's words.</summary>
    private readonly Dictionary<string, Faker> _fakers = new(StringComparer.Ordinal);

    public DateTimeOffset Now => new(AsOf, TimeOnly.MinValue, TimeSpan.Zero);

    public SeedLocale LocaleOf(int customer) => Locales[(customer - 1) % Locales.Count];

    /// <summary>
    /// Chance for one record alone, so that a larger run repeats a smaller one and adds to it. Good until the next is asked
    /// for in the same locale.
    /// </summary>
    public Faker Chance(string kind, int index, SeedLocale locale)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{Seed}/{kind}/{index}")));
        if (!_fakers.TryGetValue(locale.Name, out var faker))
        {
            faker = new Faker(locale.Name);
            _fakers.Add(locale.Name, faker);
        }

        faker.Random = new Randomizer(BinaryPrimitives.ReadInt32LittleEndian(hash));
        return faker;
    }

    /// <summary>The value of a record's external id.</summary>
    public string ExternalId(string kind, int index) => FormattableString.Invariant($"{Seed}-{kind}-{index:D6}");

    /// <summary>How another record names it.</summary>
    public string Reference(string kind, int index) => $"{System}:{ExternalId(kind, index)}";

    /// <summary>A moment within so many days before the day of the plan.</summary>
    public DateTimeOffset Past(Faker chance, int days) =>
        Now - TimeSpan.FromMinutes(chance.Random.Int(1, days * 24 * 60));

    /// <summary>A moment after the given one and before the day of the plan.</summary>
    public DateTimeOffset Between(Faker chance, DateTimeOffset since, TimeSpan longest)
    {
        var room = Now - since;
        var most = (int)Math.Max(1, Math.Min(room.TotalMinutes, longest.TotalMinutes) - 1);
        return since + TimeSpan.FromMinutes(chance.Random.Int(1, most));
    }
}
