using System.Collections.Immutable;

namespace DddAspire.AppHost.Runner;

/// <summary>What the runner's <c>GET /page/events</c> tells of what runs, as far as it is shown.</summary>
/// <param name="Integrations">In both namespaces; empty until the first deployment.</param>
internal sealed record RunnerStatus(ImmutableArray<IntegrationStatus> Integrations);

/// <summary>An integration in a namespace.</summary>
/// <param name="Name">Such as ddd-acme.</param>
/// <param name="Namespace">ddd-dev or ddd-test.</param>
/// <param name="Runtime">The fix pack it runs on.</param>
/// <param name="Bar">The application it runs.</param>
/// <param name="Image">The image, by digest.</param>
/// <param name="Ready">Pods that take calls.</param>
/// <param name="Desired">Pods that should.</param>
internal sealed record IntegrationStatus(string Name, string Namespace, string? Runtime, string? Bar, string? Image, int Ready, int Desired);
