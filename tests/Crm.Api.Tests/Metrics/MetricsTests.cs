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

        var text = await fixture.Admin.GetStringAsync(new Uri("/metrics", UriKind.Relative));

        Assert.Contains("# TYPE http_server_request_duration_seconds histogram", text, StringComparison.Ordinal);
        Assert.Matches(
            "http_server_request_duration_seconds_count\\{[^}]*http_response_status_code=\"404\"[^}]*\\} [1-9]",
            text
        );
        Assert.Contains("# TYPE crm_write_wait_seconds histogram", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_reads_them_without_the_scope()
    {
        using var other = await fixture.Server.WithScopesAsync("customers:read");

        using var answer = await other.GetAsync(new Uri("/metrics", UriKind.Relative));

        await answer.ExpectProblemAsync(HttpStatusCode.Forbidden, "scope-missing");
    }
}
