using System.Collections.Immutable;

namespace DddAspire.DemoEnvironment.Settings;

/// <summary>A port and what it is for.</summary>
/// <param name="Number">The port on 127.0.0.1.</param>
/// <param name="Purpose">What it is for, in words.</param>
/// <param name="Option">The option that sets another one.</param>
public sealed record PortUse(int Number, string Purpose, string Option);

/// <summary>All ports and what they are for.</summary>
public static class PortUses
{
    /// <summary>One a port.</summary>
    public static ImmutableArray<PortUse> Of(Ports ports) =>
    [
        new(ports.Registry, "the registry", "--registry-port"),
        new(ports.Api, "the API", "--api-port"),
        new(ports.DevApi, "the API in ddd-dev", "--dev-api-port"),
        new(ports.Page, "the page and webhook receiver", "--page-port"),
        new(ports.Git, "the git server", "--git-port"),
        new(ports.Load, "the load client's control", "--load-port"),
    ];
}
