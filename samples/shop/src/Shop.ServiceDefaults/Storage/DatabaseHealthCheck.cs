using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Shop.ServiceDefaults.Storage;

/// <summary>Ready means that the database answers.</summary>
internal sealed class DatabaseHealthCheck(Database database) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var session = database.Read();
        session.Query("SELECT 1", row => row.GetInt64(0));
        return Task.FromResult(HealthCheckResult.Healthy());
    }
}
