using Crm.Dedupe.Blocking;
using Xunit.Abstractions;

namespace Crm.Dedupe.Tests.Blocking;

public sealed class RecordKeysTests(ITestOutputHelper output)
{
    private static readonly FieldType?[] Types = [FieldType.FullName, FieldType.Email, null, FieldType.City];

    [Theory]
    [InlineData("febrl1", null)]
    [InlineData("febrl3", null)]
    [InlineData("restaurants", null)]
    [InlineData("restaurants_nophone", null)]
    [InlineData("crm10k", "person")]
    [InlineData("crm10k", "company")]
    public void Records_that_a_run_is_sure_of_share_a_key(string name, string? kind)
    {
        var set = LabelledSet.Read(name, kind);
        var result = set.Evaluate().Result;
        var keys = RecordKeys.Of(set.Build()).ToDictionary(record => record.Id, record => record.Keys.ToHashSet());

        var sure = result.Pairs.Where(pair => pair.MatchWeight >= 6).ToList();
        var shared = sure.Count(pair => keys[pair.First].Overlaps(keys[pair.Second]));

        output.WriteLine(
            $"{name} {kind}: {shared} of {sure.Count} ({(double)shared / sure.Count:P2}), "
                + $"{keys.Values.Average(all => all.Count):F1} keys a record, {AverageBlock(keys.Values):F1} records with a key of it"
        );
        Assert.True(shared >= 0.99 * sure.Count, $"{shared} of {sure.Count}");
    }

    [Fact]
    public void Keys_are_the_same_in_every_process_and_the_most_telling_come_first()
    {
        var keys = RecordKeys.Of(Types, ["Ada Lovelace", "countess@example.com", "ignored", "London"]);

        Assert.Equal(
            [
                BlockKind.Email,
                BlockKind.EmailLocalPart,
                BlockKind.FullName,
                BlockKind.NameSkeleton,
                BlockKind.NameStartAndPlace,
                BlockKind.HostAndInitial,
            ],
            keys.Select(key => key.Kind)
        );
        Assert.Equal(2278992603224870389, keys[0].Hash);
    }

    [Fact]
    public void Spellings_of_one_name_share_keys() =>
        Assert.NotEmpty(
            RecordKeys
                .Of(Types, ["Jörg Müller", "", "", ""])
                .Intersect(RecordKeys.Of(Types, ["Mueller, Joerg", "", "", ""]))
        );

    [Fact]
    public void A_record_without_values_has_no_keys() => Assert.Empty(RecordKeys.Of(Types, ["", null, "x", " "]));

    private static double AverageBlock(IReadOnlyCollection<HashSet<RecordKey>> records)
    {
        var sizes = records.SelectMany(keys => keys).CountBy(key => key).ToDictionary();
        return records.Average(keys => keys.Sum(key => sizes[key] - 1));
    }
}
