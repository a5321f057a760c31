using FsCheck;
using FsCheck.Fluent;

namespace Crm.Dedupe.Tests.Scoring;

public sealed class RecordMatcherTests
{
    private static readonly string[][] People =
    [
        ["Ada", "Lovelace", "ada@example.com", "London", ""],
        ["Adda", "Lovelace", "ada@example.com", "London", ""],
        ["Bob", "Hopper", "bob@example.org", "Berlin", ""],
    ];

    [Theory]
    [InlineData("febrl1", null)]
    [InlineData("restaurants", null)]
    [InlineData("crm10k", "company")]
    public void A_pair_weighs_about_what_it_weighed_in_the_run(string name, string? kind)
    {
        var set = LabelledSet.Read(name, kind);
        var result = set.Evaluate().Result;
        var matcher = new RecordMatcher(FittedModel.FromJson(result.Model.ToJson()));

        var differences = result
            .Pairs.Where((_, index) => index % 20 == 0)
            .Select(pair =>
            {
                var match = Assert.Single(matcher.Match(set.Build([pair.First, pair.Second]), pair.First));
                Assert.Equal(pair.Second, match.Id);
                return Math.Abs(pair.MatchWeight - match.Explanation.MatchWeight);
            })
            .Order()
            .ToList();

        // A model knows how rare a word is only of the common ones.
        Assert.InRange(differences[differences.Count * 9 / 10], 0, 0.001);
        Assert.InRange(differences[^1], 0, 3);
    }

    [Fact]
    public void A_pair_weighs_the_same_from_both_sides() =>
        Prop.ForAll<int>(seed =>
            {
                var set = SmallSet.Build(SmallSet.Make(seed));
                var matcher = new RecordMatcher(FittedModel.Default);
                return matcher
                    .Match(set, new RecordId(0))
                    .All(match =>
                        matcher.Match(set, match.Id).Single(back => back.Id.Value == 0).Explanation.MatchWeight
                        == match.Explanation.MatchWeight
                    );
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void Without_a_run_the_defaults_tell_who_it_is()
    {
        var matches = new RecordMatcher(FittedModel.Default).Match(SmallSet.Build(People), new RecordId(0));

        Assert.Equal([new RecordId(1), new RecordId(2)], matches.Select(match => match.Id));
        Assert.True(matches[0].Explanation.MatchWeight > 0 && matches[1].Explanation.MatchWeight < 0);
    }

    [Fact]
    public void Who_the_others_are_does_not_matter()
    {
        var matcher = new RecordMatcher(SmallSet.Run(SmallSet.Make(1)).Model);

        Assert.Equal(
            matcher.Match(SmallSet.Build(People), new RecordId(0))[0].Explanation.MatchWeight,
            Assert.Single(matcher.Match(SmallSet.Build(People[..2]), new RecordId(0))).Explanation.MatchWeight
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    public void What_is_no_model_is_refused(string json) =>
        Assert.Throws<FormatException>(() => FittedModel.FromJson(json));

    [Fact]
    public void A_model_with_other_levels_is_refused() =>
        Assert.Throws<FormatException>(() =>
            FittedModel.FromJson(
                FittedModel.Default.ToJson().Replace("\"shares\":[", "\"shares\":[0.1,", StringComparison.Ordinal)
            )
        );
}
