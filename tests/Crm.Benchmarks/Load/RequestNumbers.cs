namespace Crm.Benchmarks.Load;

/// <summary>Numbers requests, so that no two are the same; both sides get the same ones.</summary>
internal sealed class RequestNumbers
{
    private int _last;

    public int Next() => Interlocked.Increment(ref _last);
}
