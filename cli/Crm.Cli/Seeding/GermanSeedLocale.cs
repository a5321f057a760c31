using System.Diagnostics.CodeAnalysis;
using Bogus;

namespace Crm.Cli.Seeding;

/// <summary>Germany.</summary>
internal sealed record GermanSeedLocale : SeedLocale
{
    private static readonly (string City, string Region, string Postal, string Area)[] Cities =
    [
        ("Berlin", "Berlin", "10", "30"),
        ("Hamburg", "Hamburg", "20", "40"),
        ("München", "Bayern", "80", "89"),
        ("Köln", "Nordrhein-Westfalen", "50", "221"),
        ("Frankfurt am Main", "Hessen", "60", "69"),
        ("Stuttgart", "Baden-Württemberg", "70", "711"),
        ("Leipzig", "Sachsen", "04", "341"),
        ("Dresden", "Sachsen", "01", "351"),
        ("Hannover", "Niedersachsen", "30", "511"),
        ("Nürnberg", "Bayern", "90", "911"),
    ];

    private static readonly string[] Forms = ["GmbH", "AG", "KG", "& Söhne GmbH", "OHG", "GmbH & Co. KG"];
    private static readonly string[] MobilePrefixes = ["151", "152", "160", "170", "171", "175", "176"];

    [SetsRequiredMembers]
    public GermanSeedLocale()
        : base("de", "DE", "de", "EUR")
    {
        TaxRate = 19;
        PriceFactor = 1;
        Texts = new SeedTexts
        {
            Roles =
            [
                "Einkaufsleitung",
                "Finanzleitung",
                "IT-Leitung",
                "Geschäftsführung",
                "Büroleitung",
                "Marketingleitung",
            ],
            Cases =
            [
                ("billing/invoice", "Rechnung passt nicht zur Bestellung"),
                ("billing/payment", "Zahlung wird nicht angezeigt"),
                ("delivery/late", "Lieferung verspätet sich"),
                ("delivery/damaged", "Ware kam beschädigt an"),
                ("hardware/defect", "Gerät startet nicht"),
                ("account/access", "Anmeldung im Kundenportal nicht möglich"),
                ("product/question", "Frage zur Verträglichkeit mit vorhandenen Geräten"),
                ("contract/change", "Vertragsbedingungen ändern"),
            ],
            Resolutions =
            [
                "Gerät ausgetauscht",
                "Berichtigte Rechnung gesendet",
                "Am Telefon gelöst",
                "Betrag erstattet",
            ],
            Talks =
            [
                "Fragte nach dem Liefertermin",
                "Angebot besprochen",
                "Bestellung bestätigt",
                "Vorführung vereinbart",
                "Zufriedenheit erfragt",
                "Neue Kontaktdaten",
            ],
            LossReasons = ["Preis", "Mitbewerber", "kein Budget", "verschoben"],
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
        var code = postal + chance.Random.ReplaceNumbers("###");
        return new SeedPlace(chance.Address.StreetAddress(), code, city, region, area);
    }

    public override string Phone(Faker chance, SeedPlace place) =>
        $"+49 {place.AreaCode} {chance.Random.ReplaceNumbers("2#######")}";

    public override string Mobile(Faker chance) =>
        $"+49 {chance.PickRandom(MobilePrefixes)} {chance.Random.ReplaceNumbers("2#######")}";
}
