using System.Net;
using System.Net.Sockets;
using DddAspire.AppHost.Parts;
using DddAspire.DemoEnvironment;
using DddAspire.Contracts.Faults;
using Microsoft.Extensions.Configuration;

namespace DddAspire.AppHost.Telemetry;

/// <summary>
/// The way of the integrations' traces, metrics and logs to the dashboard. The dashboard listens on loopback, where pods can't reach it; so
/// their connections are taken on the address that this machine has in the cluster's network, which nobody outside can reach either.
/// </summary>
/// <param name="name">Its name in the model.</param>
/// <param name="configuration">Where Aspire says what the dashboard listens on.</param>
internal sealed class TelemetryResource(string name, IConfiguration configuration) : RunningPartResource(name, "OTLP relay")
{
    private TcpRelay? relay;
    private string? reason = "not started yet";

    /// <inheritdoc/>
    public override async Task EnsureAsync(LocalEnvironment local, CancellationToken cancellationToken)
    {
        if (DashboardEndpoint() is not { } dashboard)
        {
            reason = null;
            return;
        }

        var gateway = await local.AddressForPodsAsync(cancellationToken);
        if (IPAddress.TryParse(gateway, out var address))
        {
            // Of a try before this one that came no further than here.
            relay?.Dispose();
            relay = Listen(new IPEndPoint(address, dashboard.Port), new IPEndPoint(IPAddress.Loopback, dashboard.Port));
        }

        var key = configuration["AppHost:OtlpApiKey"];
        await local.ExportTelemetryAsync(
            new UriBuilder(dashboard.Scheme, gateway, dashboard.Port).Uri, key is { Length: > 0 } ? $"x-otlp-api-key={key}" : null, cancellationToken);
        reason = null;
    }

    /// <inheritdoc/>
    public override Task<string?> HealthAsync(LocalEnvironment local, CancellationToken cancellationToken) => Task.FromResult(reason);

    /// <inheritdoc/>
    public override async Task FollowLogAsync(LocalEnvironment local, Action<string> onLine, CancellationToken cancellationToken)
    {
        using (relay)
        {
            await (relay?.RunAsync(onLine, TimeProvider.System, cancellationToken) ?? Task.CompletedTask);
        }
    }

    private Uri? DashboardEndpoint() =>
        Uri.TryCreate(configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"], UriKind.Absolute, out var endpoint) ? endpoint : null;

    private static TcpRelay Listen(IPEndPoint address, IPEndPoint target)
    {
        try
        {
            return TcpRelay.Listen(address, target);
        }
        catch (SocketException exception)
        {
            throw new MachineException(
                $"telemetry of the pods can't be taken on {address}: {exception.Message}", $"ss -ltnp 'sport = :{address.Port}'   # shows who listens there");
        }
    }
}

/// <summary>Adds it.</summary>
internal static class TelemetryResourceBuilderExtensions
{
    /// <summary>The way of the integrations' telemetry to the dashboard.</summary>
    public static IResourceBuilder<TelemetryResource> AddTelemetry(this IResourceBuilder<KindClusterResource> cluster, [ResourceName] string name) =>
        cluster.ApplicationBuilder.AddPart(new TelemetryResource(name, cluster.ApplicationBuilder.Configuration), "PulseSquare").WithParentRelationship(cluster);
}
