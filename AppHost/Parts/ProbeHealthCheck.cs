using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DddAspire.AppHost.Parts;

/// <summary>One probe of something, as a health check.</summary>
/// <param name="probe">Gives null when it does its job, else what was seen instead.</param>
internal sealed class ProbeHealthCheck(Func<CancellationToken, Task<string?>> probe) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await probe(cancellationToken) is { } reason ? HealthCheckResult.Unhealthy(reason) : HealthCheckResult.Healthy();
}
