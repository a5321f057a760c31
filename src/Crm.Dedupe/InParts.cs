namespace Crm.Dedupe;

/// <summary>Work cut into parts that run on all cores; what each part made is taken by one at a time, in no fixed order.</summary>
internal static class InParts
{
    public static void Run<T>(
        int items,
        int itemsOfPart,
        Func<int, int, T> work,
        Action<T> take,
        CancellationToken cancellationToken
    )
    {
        var parts = (items + itemsOfPart - 1) / itemsOfPart;
        var gate = new Lock();
        Parallel.For(
            0,
            parts,
            new ParallelOptions { CancellationToken = cancellationToken },
            part =>
            {
                var made = work(part * itemsOfPart, Math.Min(items, (part + 1) * itemsOfPart));
                lock (gate)
                {
                    take(made);
                }
            }
        );
    }
}
