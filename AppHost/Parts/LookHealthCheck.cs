using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DddAspire.AppHost.Parts;

/// <summary>One look at something, as a health check.</summary>
internal sealed class LookHealthCheck(Func<CancellationToken, Task<string?>> look) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await look(cancellationToken) is { } reason ? HealthCheckResult.Unhealthy(reason) : HealthCheckResult.Healthy();
}
