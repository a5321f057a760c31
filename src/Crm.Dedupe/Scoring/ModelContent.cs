using Crm.Dedupe.Cleaning;

namespace Crm.Dedupe.Scoring;

/// <summary>What a fitted model holds, as it is stored.</summary>
internal sealed record ModelContent
{
    public required double[][] Match { get; init; }
    public required double[][] Random { get; init; }
    public required double[] Shares { get; init; }
    public required double PairsPerCandidate { get; init; }
    public required int Records { get; init; }
    public required StratumContent[] Strata { get; init; }
    public required CommonValues Companies { get; init; }
    public required CommonValues Postcodes { get; init; }
    public required CommonValues Emails { get; init; }
    public required CommonValues Hosts { get; init; }
    public required CommonValues Phones { get; init; }
    public required CommonValues Streets { get; init; }
    public required CommonValues OtherIds { get; init; }
    public required CommonValues CompanyWords { get; init; }
    public required CommonValues TextWords { get; init; }

    /// <summary>Whether it has the comparisons, levels and classes of this engine.</summary>
    internal bool HasShape => HasLevels(Match) && HasLevels(Random) && Shares.Length == PairClasses.Count;

    public static ModelContent Of(RecordColumns records, MatchModel model) =>
        new()
        {
            Match = model.Match,
            Random = model.Random,
            Shares = model.Shares,
            PairsPerCandidate = model.PairsPerCandidate,
            Records = records.Count,
            Strata = StratumContent.Of(records),
            Companies = CommonValues.OfNames(records.Company),
            Postcodes = CommonValues.OfIdentifiers(records.Postcode),
            Emails = CommonValues.OfIdentifiers(records.Emails),
            Hosts = CommonValues.OfIdentifiers(records.Hosts),
            Phones = CommonValues.OfIdentifiers(records.Phones),
            Streets = CommonValues.OfIdentifiers(records.Streets),
            OtherIds = CommonValues.OfIdentifiers(records.OtherIds),
            CompanyWords = CommonValues.OfWords(records.CompanyWords, records.Company),
            TextWords = CommonValues.OfWords(records.TextWords, records.Texts),
        };

    private static bool HasLevels(double[][] levels) =>
        levels.Select(shares => shares.Length).SequenceEqual(DefaultModel.Match.Select(shares => shares.Length));
}

/// <summary>The common names of the records of one country and script.</summary>
internal sealed record StratumContent(
    string Country,
    Script Script,
    int Records,
    CommonValues Given,
    CommonValues Family,
    CommonValues City
)
{
    public static StratumContent[] Of(RecordColumns records)
    {
        var strata = new Strata(records);
        return
        [
            .. Enumerable
                .Range(0, strata.Count)
                .Select(strata.Rows)
                .Select(rows => new StratumContent(
                    records.Country[rows[0]]?.Key ?? "",
                    Strata.ScriptOf(records, rows[0]),
                    rows.Length,
                    CommonValues.OfNames(records.Given, rows),
                    CommonValues.OfNames(records.Family, rows),
                    CommonValues.OfNames(records.City, rows)
                )),
        ];
    }
}
