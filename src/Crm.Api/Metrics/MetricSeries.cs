namespace Crm.Api.Metrics;

/// <summary>One instrument with one set of tags, as it adds up over time; its lock is held for a few instructions only.</summary>
internal sealed class MetricSeries(bool isHistogram)
{
    /// <summary>Upper bounds in seconds: the OpenTelemetry convention for HTTP durations.</summary>
    public static readonly double[] Bounds =
    [
        0.005,
        0.01,
        0.025,
        0.05,
        0.075,
        0.1,
        0.25,
        0.5,
        0.75,
        1,
        2.5,
        5,
        7.5,
        10,
    ];

    private readonly Lock _gate = new();
    private readonly long[] _buckets = isHistogram ? new long[Bounds.Length] : [];
    private double _value;
    private long _count;

    /// <summary>For counters: more of it. For histograms: one more measurement.</summary>
    public void Add(double measurement)
    {
        lock (_gate)
        {
            _value += measurement;
            _count++;
            if (isHistogram && Array.FindIndex(Bounds, bound => measurement <= bound) is >= 0 and var bucket)
            {
                _buckets[bucket]++;
            }
        }
    }

    /// <summary>For gauges: what it is now.</summary>
    public void Set(double measurement)
    {
        lock (_gate)
        {
            _value = measurement;
        }
    }

    /// <summary>The sum (or value), the number of measurements, and how many fell into each bucket.</summary>
    public (double Value, long Count, long[] Buckets) Read()
    {
        lock (_gate)
        {
            return (_value, _count, [.. _buckets]);
        }
    }
}
