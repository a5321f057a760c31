using System.Diagnostics.CodeAnalysis;
using Bogus;

namespace Crm.Cli.Seeding;

/// <summary>The United States, with telephone numbers of the range kept for fiction.</summary>
internal sealed record EnglishSeedLocale : SeedLocale
{
    private static readonly (string City, string Region, string Postal, string Area)[] Cities =
    [
        ("New York", "NY", "100", "212"),
        ("Los Angeles", "CA", "900", "213"),
        ("Chicago", "IL", "606", "312"),
        ("Houston", "TX", "770", "713"),
        ("Phoenix", "AZ", "850", "602"),
        ("Philadelphia", "PA", "191", "215"),
        ("San Diego", "CA", "921", "619"),
        ("Seattle", "WA", "981", "206"),
        ("Denver", "CO", "802", "303"),
        ("Boston", "MA", "021", "617"),
    ];

    private static readonly string[] Forms = ["Inc.", "LLC", "Group", "Corporation", "Partners", "Industries"];

    [SetsRequiredMembers]
    public EnglishSeedLocale()
        : base("en", "US", "en", "USD")
    {
        TaxRate = 0;
        PriceFactor = 1.1m;
        Texts = new SeedTexts
        {
            Roles =
            [
                "Head of purchasing",
                "Chief financial officer",
                "IT manager",
                "Managing director",
                "Office manager",
                "Head of marketing",
            ],
            Cases =
            [
                ("billing/invoice", "Invoice does not match the order"),
                ("billing/payment", "Payment is not shown"),
                ("delivery/late", "Delivery is late"),
                ("delivery/damaged", "Goods arrived damaged"),
                ("hardware/defect", "Device does not start"),
                ("account/access", "Cannot sign in to the portal"),
                ("product/question", "Is it compatible with what we have?"),
                ("contract/change", "Change of the contract terms"),
            ],
            Resolutions = ["Replaced the device", "Sent a corrected invoice", "Solved on the phone", "Refunded"],
            Talks =
            [
                "Asked for a delivery date",
                "Talked about the quote",
                "Confirmed the order",
                "Arranged a demonstration",
                "Asked whether all is well",
                "New contact details",
            ],
            LossReasons = ["price", "competitor", "no budget", "postponed"],
        };
    }

    public override IReadOnlyList<string> LegalForms { get; } = [.. Forms.Select(form => $" {form}")];

    public override string FullName(string given, string family) => $"{given} {family}";

    public override string Mailbox(Faker chance, string given, string family, int number) =>
        $"{Ascii(given)}.{Ascii(family)}{number.ToString(provider: null)}";

    public override string OrganizationName(Faker chance, SeedPlace place) =>
        $"{chance.Name.LastName()} {chance.PickRandom(Forms)}";

    public override SeedPlace Place(Faker chance)
    {
        var (city, region, postal, area) = chance.PickRandom(Cities);
        return new SeedPlace(
            chance.Address.StreetAddress(),
            postal + chance.Random.ReplaceNumbers("##"),
            city,
            region,
            area
        );
    }

    public override string Phone(Faker chance, SeedPlace place) =>
        $"+1 {place.AreaCode} 555 {chance.Random.ReplaceNumbers("01##")}";

    public override string Mobile(Faker chance) =>
        $"+1 {chance.PickRandom(Cities).Area} 555 {chance.Random.ReplaceNumbers("01##")}";
}
