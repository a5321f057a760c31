using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Crm.Cli.Connection;
using Crm.Cli.Contracts;

namespace Crm.Cli.Doctor;

/// <summary>The outcome of one check.</summary>
internal sealed record Check(string Name, bool IsOk, string Detail);

/// <summary>What `crm doctor` looks at, from the settings outwards.</summary>
internal sealed class Checks(Session session, Contract contract)
{
    private static readonly TimeSpan LargestSkew = TimeSpan.FromSeconds(30);

    public async IAsyncEnumerable<Check> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var setting in session.Settings.All)
        {
            yield return new Check(
                $"setting {setting.Name}",
                IsOk: true,
                $"{Secrets.Mask(setting)} (from {setting.Origin})"
            );
        }

        yield return Transport();
        DateTimeOffset? serviceTime = null;
        var reachable = await TryAsync(
            "service ready",
            async () =>
            {
                using var answer = await session.Client.OpenAsync(
                    new ApiRequest(HttpMethod.Get, "/health/ready"),
                    cancellationToken
                );
                serviceTime = answer.Headers.Date;
                return "ready";
            }
        );
        yield return reachable;
        if (!reachable.IsOk)
        {
            yield break;
        }

        yield return Clock(serviceTime);
        yield return await TryAsync("key", () => DescribeKeyAsync(cancellationToken));
        yield return await TryAsync("contract", () => CompareContractAsync(cancellationToken));
    }

    private static async Task<Check> TryAsync(string name, Func<Task<string>> describe)
    {
        try
        {
            return new Check(name, IsOk: true, await describe());
        }
        catch (Failure failure)
        {
            return new Check(name, IsOk: false, string.Join(" ", [failure.Message, .. failure.Reasons, failure.Next]));
        }
    }

    /// <summary>A key sent without encryption can be read on the way.</summary>
    private Check Transport()
    {
        var address = session.Settings.BaseAddress;
        var isSafe = address.Scheme == Uri.UriSchemeHttps || address.IsLoopback;
        return new Check(
            "transport",
            isSafe,
            isSafe ? address.Scheme : "http to another machine: the key travels readable, use https"
        );
    }

    private Check Clock(DateTimeOffset? serviceTime)
    {
        if (serviceTime is not { } theirs)
        {
            return new Check("clock", IsOk: true, "the service does not tell its time");
        }

        var skew = theirs - session.Shell.Clock.GetUtcNow();
        return new Check(
            "clock",
            skew.Duration() <= LargestSkew,
            $"the service's clock differs by {skew.TotalSeconds:0} s"
        );
    }

    private async Task<string> DescribeKeyAsync(CancellationToken cancellationToken)
    {
        var me = await session.Client.SendAsync(new ApiRequest(HttpMethod.Get, "/v1/me"), cancellationToken);
        var scopes = (me?["scopes"] as JsonArray ?? []).Select(scope => (string?)scope);
        return $"{(string?)me?["name"]}: {string.Join(' ', scopes)}";
    }

    private async Task<string> CompareContractAsync(CancellationToken cancellationToken)
    {
        var served = await session.Client.SendAsync(
            new ApiRequest(HttpMethod.Get, "/openapi/v1.json"),
            cancellationToken
        );
        var version = (string?)served?["info"]?["version"];
        return version == contract.Version
            ? $"version {version}"
            : throw new Failure(
                ExitCode.CheckFailed,
                $"The service speaks contract {version}, this tool knows {contract.Version}.",
                next: "update the older of the two"
            );
    }
}
