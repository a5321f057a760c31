namespace Crm.Dedupe;

/// <summary>What steers a run. The defaults are meant for every set.</summary>
public sealed record DedupeOptions
{
    /// <summary>Blocks with more records are walked as a window.</summary>
    public int LargestBlock
    {
        get;
        init => field = AtLeast(value, 2);
    } = 100;

    /// <summary>With how many neighbours a record of a large block is compared.</summary>
    public int Window
    {
        get;
        init => field = AtLeast(value, 1);
    } = 10;

    /// <summary>The same for blocks in which the larger they are, the more are strangers, such as those of initials and town.</summary>
    public int LargestWeakBlock
    {
        get;
        init => field = AtLeast(value, 2);
    } = 20;

    /// <summary>With how many neighbours a record of a large one of those is compared.</summary>
    public int WeakWindow
    {
        get;
        init => field = AtLeast(value, 1);
    } = 4;

    /// <summary>Clusters are joined when the mean match weight of the pairs between them, in bits, is at least this.</summary>
    public double JoinWeight { get; init; }

    /// <summary>The same for merging without a person: the weight at which one pair in 65 is wrong by the model, which the mean over a cluster makes rarer.</summary>
    public double AutoMergeWeight { get; init; } = 6;

    /// <summary>Pairs of a lower match weight are not kept.</summary>
    public double LowestWeight { get; init; } = -3;

    /// <summary>How many random pairs tell how often records agree by chance.</summary>
    public int RandomPairs
    {
        get;
        init => field = AtLeast(value, 1000);
    } = 100_000;

    /// <summary>The start of everything that is drawn at random.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// Pairs of which a person has said that they are one. They are joined unless that would join what is different, and the
    /// fit learns from them. Records that are not in the set are passed over, here and in <see cref="Different"/>.
    /// </summary>
    public IReadOnlyCollection<(RecordId First, RecordId Second)> Same { get; init; } = [];

    /// <summary>Pairs of which a person has said that they are different; nothing joins them, and the fit learns from them.</summary>
    public IReadOnlyCollection<(RecordId First, RecordId Second)> Different { get; init; } = [];

    private static int AtLeast(int value, int least)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        return value;
    }
}
