using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Crm.Api.Metrics;

/// <summary>Listens to the meters of the framework and our own, and keeps what they say until somebody asks.</summary>
internal sealed class MetricsListener : IDisposable
{
    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "System.Runtime",
        CrmMetrics.MeterName,
    ];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(Instrument Instrument, string Labels), MetricSeries> _series = new();

    public MetricsListener()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (Meters.Contains(instrument.Meter.Name))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>(Record);
        _listener.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) => Record(instrument, value, tags, null)
        );
        _listener.SetMeasurementEventCallback<int>(
            (instrument, value, tags, _) => Record(instrument, value, tags, null)
        );
        _listener.Start();
    }

    /// <summary>Everything measured so far, in a stable order.</summary>
    public IReadOnlyList<(Instrument Instrument, string Labels, MetricSeries Series)> Read()
    {
        _listener.RecordObservableInstruments();
        return
        [
            .. _series
                .OrderBy(entry => entry.Key.Instrument.Name, StringComparer.Ordinal)
                .ThenBy(entry => entry.Key.Labels, StringComparer.Ordinal)
                .Select(entry => (entry.Key.Instrument, entry.Key.Labels, entry.Value)),
        ];
    }

    public void Dispose() => _listener.Dispose();

    private void Record(
        Instrument instrument,
        double value,
        ReadOnlySpan<KeyValuePair<string, object?>> tags,
        object? state
    )
    {
        var series = _series.GetOrAdd(
            (instrument, PrometheusText.Labels(tags)),
            key => new MetricSeries(PrometheusText.IsHistogram(key.Instrument))
        );
        if (instrument.IsObservable)
        {
            series.Set(value);
        }
        else
        {
            series.Add(value);
        }
    }
}
