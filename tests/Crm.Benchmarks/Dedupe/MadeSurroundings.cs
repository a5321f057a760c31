using System.Globalization;
using Crm.Cli.Seeding.Duplicates;

namespace Crm.Benchmarks.Dedupe;

/// <summary>The towns, mailboxes and numbers among which made-up customers live.</summary>
internal sealed class MadeSurroundings(Random random) : Surroundings
{
    private static readonly string[] Forms = [.. MadeNames.LegalForms.Select(form => $" {form}")];

    public override IReadOnlyList<string> LegalForms => Forms;

    public override MadePlace Place()
    {
        var city = MadeNames.City(random);
        return new MadePlace(
            $"{random.Next(1, 400)} {MadeNames.Street(random)}",
            random.Next(10_000, 100_000).ToString(CultureInfo.InvariantCulture),
            city.Name,
            "",
            city.Country
        );
    }

    public override string Email(MadeCustomer of) =>
        $"{of.FamilyName[0]}{random.Next(100_000)}@{MadeNames.FreeMail[0]}";

    public override string Phone(MadeCustomer of) => $"{of.Phone[..^7]}{random.Next(1_000_000, 10_000_000)}";
}
