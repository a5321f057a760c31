using Crm.Api.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Crm.Api.Http;

/// <summary>Ready means that the database answers.</summary>
internal sealed class DatabaseHealth(CrmDb db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        await db.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database does not answer.");
}
