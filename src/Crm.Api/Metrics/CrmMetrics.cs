using System.Diagnostics.Metrics;

namespace Crm.Api.Metrics;

/// <summary>What the service measures of itself, beside what the framework does.</summary>
internal static class CrmMetrics
{
    public const string MeterName = "Crm.Api";

    private static readonly Meter Meter = new(MeterName);

    /// <summary>Seconds a write waited for its turn.</summary>
    public static readonly Histogram<double> WriteWait = Meter.CreateHistogram<double>(
        "crm.write.wait",
        "s",
        "Time a write waited for its turn"
    );

    /// <summary>Rows that jobs have done, by outcome.</summary>
    public static readonly Counter<long> JobRows = Meter.CreateCounter<long>(
        "crm.job.rows",
        description: "Rows that jobs have done"
    );
}
