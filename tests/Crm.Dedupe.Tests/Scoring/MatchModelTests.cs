using Crm.Dedupe.Comparing;
using Crm.Dedupe.Scoring;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Dedupe.Tests.Scoring;

public sealed class MatchModelTests
{
    private static readonly Comparison[] All = Enum.GetValues<Comparison>();

    [Fact]
    public void More_agreement_never_weighs_less()
    {
        var model = ModelFit.Fit(new VectorCounts(), new VectorCounts(), Labels.None, records: 1000);
        Prop.ForAll<ulong, byte>(
                (bits, picked) =>
                {
                    var vector = Known(bits);
                    var comparison = All[picked % All.Length];
                    return vector[comparison] is Levels.Missing
                        || Weight(model, vector.With(comparison, Levels.Exact(comparison)))
                            >= Weight(model, vector) - 1e-9;
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_pair_of_which_nothing_is_known_is_no_match() =>
        Assert.True(Weight(MatchModel.Default, new ComparisonVector()) < 0);

    [Fact]
    public void Agreement_by_chance_is_the_more_likely_the_larger_the_set()
    {
        var birthday = new ComparisonVector()
            .With(Comparison.GivenName, NameLevel.Exact)
            .With(Comparison.FamilyName, Levels.Different)
            .With(Comparison.BirthDate, CodeLevel.Exact);
        var candidates = new VectorCounts();
        candidates.Add(birthday, 1000);

        double WeightAmong(int records) =>
            Weight(ModelFit.Fit(candidates, new VectorCounts(), Labels.None, records), birthday);

        Assert.True(WeightAmong(1_000_000) < WeightAmong(10_000) - 5);
    }

    [Fact]
    public void Members_of_a_household_are_no_match()
    {
        var household = new ComparisonVector()
            .With(Comparison.GivenName, Levels.Different)
            .With(Comparison.FamilyName, NameLevel.Exact)
            .With(Comparison.Street, StreetLevel.Exact)
            .With(Comparison.Place, PlaceLevel.Exact)
            .With(Comparison.Phone, CodeLevel.Exact);

        Assert.True(Weight(MatchModel.Default, household) < 0);
    }

    private static double Weight(MatchModel model, ComparisonVector vector) =>
        model.MatchWeight(vector, new double[ComparisonVector.Comparisons]);

    /// <summary>A vector with levels that exist.</summary>
    private static ComparisonVector Known(ulong bits)
    {
        var vector = new ComparisonVector();
        foreach (var comparison in All)
        {
            vector = vector.With(
                comparison,
                new ComparisonVector(bits * 0x9e3779b97f4a7c15)[comparison] % Levels.Count(comparison)
            );
        }

        return vector;
    }
}
