using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Crm.Api.Metrics;

/// <summary>Writes measurements in the text format that Prometheus scrapes, version 0.0.4.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IReadOnlyList<(Instrument Instrument, string Labels, MetricSeries Series)> all)
    {
        var text = new StringBuilder();
        Instrument? last = null;
        foreach (var (instrument, labels, series) in all)
        {
            var name = NameOf(instrument);
            if (instrument != last)
            {
                text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {KindOf(instrument)}\n");
                last = instrument;
            }

            if (IsHistogram(instrument))
            {
                WriteHistogram(text, name, labels, series);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}{Braced(labels)} {series.Read().Value}\n");
            }
        }

        return text.ToString();
    }

    public static bool IsHistogram(Instrument instrument) => KindOf(instrument) == "histogram";

    /// <summary><c>method="GET",status="200"</c>.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new List<string>(tags.Length);
        foreach (var (name, value) in tags)
        {
            var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            labels.Add($"{Clean(name)}=\"{Escaped(text)}\"");
        }

        labels.Sort(StringComparer.Ordinal);
        return string.Join(',', labels);
    }

    private static void WriteHistogram(StringBuilder text, string name, string labels, MetricSeries series)
    {
        var (sum, count, buckets) = series.Read();
        var upTo = 0L;
        for (var index = 0; index < buckets.Length; index++)
        {
            upTo += buckets[index];
            var bound = MetricSeries.Bounds[index].ToString(CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{Braced(labels, $"le=\"{bound}\"")} {upTo}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{Braced(labels, "le=\"+Inf\"")} {count}\n")
            .Append(CultureInfo.InvariantCulture, $"{name}_sum{Braced(labels)} {sum}\n")
            .Append(CultureInfo.InvariantCulture, $"{name}_count{Braced(labels)} {count}\n");
    }

    private static string KindOf(Instrument instrument)
    {
        var type = instrument.GetType().Name;
        return type.StartsWith("Histogram", StringComparison.Ordinal) ? "histogram"
            : type.StartsWith("Counter", StringComparison.Ordinal)
            || type.StartsWith("ObservableCounter", StringComparison.Ordinal)
                ? "counter"
            : "gauge";
    }

    private static string NameOf(Instrument instrument)
    {
        var unit = instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        return Clean(instrument.Name) + unit + (KindOf(instrument) == "counter" ? "_total" : "");
    }

    private static string Clean(string name) =>
        string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Braced(string labels, string? more = null)
    {
        var all = (labels, more) switch
        {
            ("", null) => "",
            ("", { } only) => only,
            (_, null) => labels,
            (_, { } last) => $"{labels},{last}",
        };
        return all.Length == 0 ? "" : $"{{{all}}}";
    }
}
