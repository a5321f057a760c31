using System.Net;
using Crm.TestKit;

namespace Crm.Api.Tests.Metrics;

/// <summary>What Prometheus finds when it asks.</summary>
public sealed class MetricsTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    [Fact]
    public async Task Requests_are_counted_by_route_and_status()
    {
        using var missing = await fixture.Admin.GetAsync(new Uri("/v1/customers/CU-none", UriKind.Relative));

        // A request is measured once its answer has left, which may be a moment after the caller has it.
        var text = await ReadUntilAsync("http_response_status_code=\"404\"");

        Assert.Contains("# TYPE http_server_request_duration_seconds histogram", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE crm_write_wait_seconds histogram", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_reads_them_without_the_scope()
    {
        using var other = await fixture.Server.WithScopesAsync("customers:read");

        using var answer = await other.GetAsync(new Uri("/metrics", UriKind.Relative));

        await answer.ExpectProblemAsync(HttpStatusCode.Forbidden, "scope-missing");
    }

    private async Task<string> ReadUntilAsync(string expected)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var text = await fixture.Admin.GetStringAsync(new Uri("/metrics", UriKind.Relative));
            if (text.Contains(expected, StringComparison.Ordinal))
            {
                return text;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"The metrics never held {expected}.");
    }
}
