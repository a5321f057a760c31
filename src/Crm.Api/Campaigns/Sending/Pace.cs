using System.Diagnostics;

namespace Crm.Api.Campaigns.Sending;

/// <summary>
/// Keeps a campaign to its pace, by the machine's own clock: so many messages a second, and so many to the addresses of one mail domain.
/// </summary>
internal sealed class Pace(Campaign campaign)
{
    private readonly Dictionary<string, TimeSpan> _domains = new(StringComparer.Ordinal);
    private readonly long _start = Stopwatch.GetTimestamp();
    private TimeSpan _next;

    /// <summary>How many messages may leave together.</summary>
    public int AtOnce(int most) => Math.Min(most, campaign.PerSecond ?? most);

    /// <summary>Whether one more to this address may leave together with those.</summary>
    public bool Takes(string addressKey, IReadOnlyDictionary<string, int> domains) =>
        campaign.PerDomainPerSecond is not { } most || domains.GetValueOrDefault(DomainOf(addressKey)) < most;

    /// <summary>Waits until these may leave, and reckons with them from then on.</summary>
    public async Task WaitAsync(IReadOnlyDictionary<string, int> domains, CancellationToken cancellationToken)
    {
        if (campaign is { PerSecond: null, PerDomainPerSecond: null })
        {
            return;
        }

        var now = Stopwatch.GetElapsedTime(_start);
        var due = domains.Keys.Select(domain => _domains.GetValueOrDefault(domain)).Append(_next).Append(now).Max();
        if (due > now)
        {
            await Task.Delay(due - now, cancellationToken);
        }

        if (campaign.PerSecond is { } all)
        {
            _next = due + TimeSpan.FromSeconds((double)domains.Values.Sum() / all);
        }

        if (campaign.PerDomainPerSecond is { } each)
        {
            foreach (var (domain, count) in domains)
            {
                _domains[domain] = due + TimeSpan.FromSeconds((double)count / each);
            }
        }
    }

    /// <summary>What comes behind the last at sign; everything that is no mail address is one domain.</summary>
    public static string DomainOf(string addressKey) =>
        addressKey.LastIndexOf('@') is >= 0 and var at ? addressKey[(at + 1)..] : "";
}
