using Crm.Dedupe.Cleaning;
using Crm.Dedupe.Comparing;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Dedupe.Tests.Comparing;

public sealed class ComparingTests
{
    [Theory]
    [InlineData("martha", "marhta", 0.9611)]
    [InlineData("dwayne", "duane", 0.84)]
    [InlineData("dixon", "dicksonx", 0.8133)]
    public void Jaro_Winkler_gives_the_published_values(string one, string other, double expected) =>
        Assert.Equal(expected, JaroWinkler.Similarity(one, other), 4);

    [Theory]
    [InlineData("kempsey", "kempsye", 1)]
    [InlineData("smith", "smyth", 1)]
    [InlineData("bradson", "bradso n", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void Edit_distance_counts_typing_errors(string one, string other, int errors) =>
        Assert.Equal(errors, EditDistance.Between(one, other, 3));

    [Fact]
    public void Similarity_and_distance_are_symmetric() =>
        Prop.ForAll<string?, string?>(
                (one, other) =>
                    JaroWinkler.Similarity(one, other) == JaroWinkler.Similarity(other, one)
                    && EditDistance.Between(one, other, 2) == EditDistance.Between(other, one, 2)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_quick_bound_never_hides_a_similarity() =>
        Prop.ForAll<string?, string?>(
                (one, other) =>
                    JaroWinkler.IsAtLeast(0.8, one, other)
                    == (one?.Length > 0 && other?.Length > 0 && JaroWinkler.Similarity(one, other) >= 0.8)
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("Robert", "Bob", NameLevel.Short)]
    [InlineData("R.", "Robert", NameLevel.Initial)]
    [InlineData("Robert", "Robret", NameLevel.Near)]
    [InlineData("Sara Mohammed", "سارة محمد", NameLevel.OtherScript)]
    [InlineData("梓平", "Ziping", NameLevel.OtherScript)]
    [InlineData("Al-Masri", "Al-Mansoori", NameLevel.Similar)]
    [InlineData("Mr Tamar", "Tamar", NameLevel.Exact)]
    public void Names_agree_in_levels(string one, string other, int expected) =>
        Assert.Equal(expected, NameComparison.Level(NameValue.Person(one), NameValue.Person(other)));

    [Fact]
    public void Swapped_names_are_seen()
    {
        var (ada, lovelace) = (NameValue.Person("Ada"), NameValue.Person("Lovelace"));

        Assert.Equal((NameLevel.Swapped, NameLevel.Swapped), NameComparison.Levels(ada, lovelace, lovelace, ada));
    }

    [Fact]
    public void Day_and_month_may_be_transposed() =>
        Assert.Equal(CodeLevel.Near, CodeComparison.Level(BirthDate.From("1984-03-07"), BirthDate.From("1984-07-03")));

    [Fact]
    public void What_is_missing_on_one_side_is_no_disagreement()
    {
        var builder = new RecordSetBuilder([FieldType.FullName, FieldType.Email]);
        builder.Add(new RecordId(0), ["Ada Lovelace", "ada@example.com"]);
        builder.Add(new RecordId(1), ["Ada Lovelace", ""]);

        var vector = new RecordComparer(builder.Build().Columns).Compare(0, 1);

        Assert.Equal((Levels.Missing, NameLevel.Exact), (vector[Comparison.Email], vector[Comparison.FamilyName]));
    }
}
