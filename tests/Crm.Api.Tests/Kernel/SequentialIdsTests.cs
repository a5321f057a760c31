using Crm.Api.Kernel;

namespace Crm.Api.Tests.Kernel;

/// <summary>Ids of one moment.</summary>
public sealed class SequentialIdsTests
{
    private static readonly DateTimeOffset Moment = new(2026, 1, 31, 9, 30, 0, 123, TimeSpan.Zero);

    [Fact]
    public void They_sort_in_the_order_they_were_made_and_none_comes_twice()
    {
        var source = new SequentialIds(Moment);

        var ids = Enumerable.Range(0, 10_000).Select(_ => source.Next().ToString()).ToList();

        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void They_are_of_version_seven_and_carry_their_moment()
    {
        var source = new SequentialIds(Moment);
        _ = source.Next();

        var id = source.Next();

        Assert.Equal(7, id.Version);
        Assert.InRange(id.Variant, 8, 11);
        var bytes = id.ToByteArray(bigEndian: true);
        var milliseconds = Convert.ToInt64(Convert.ToHexString(bytes.AsSpan(0, 6)), 16);
        Assert.Equal(Moment.ToUnixTimeMilliseconds(), milliseconds);
    }

    [Fact]
    public void Two_sources_of_one_moment_give_different_ids() =>
        Assert.NotEqual(new SequentialIds(Moment).Next(), new SequentialIds(Moment).Next());
}
