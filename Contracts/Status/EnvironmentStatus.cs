using System.Collections.Immutable;

namespace DddAspire.Contracts.Status;

/// <summary>What runs now, with its addresses: the answer of <c>./demo status --json</c>.</summary>
/// <param name="State">All in all.</param>
/// <param name="Cluster">The cluster; null while there is none.</param>
/// <param name="Urls">Where things answer, or would.</param>
/// <param name="Git">The git server; null while there is none.</param>
/// <param name="Integrations">The Deployments of both namespaces.</param>
/// <param name="Load">The load client.</param>
public sealed record EnvironmentStatus(
    EnvironmentCondition State,
    ClusterStatus? Cluster,
    StatusUrls Urls,
    GitStatus? Git,
    ImmutableArray<IntegrationStatus> Integrations,
    LoadSummary Load)
{
    /// <summary>What is wrong, in words; not part of the JSON.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<string> Complaints { get; init; } = [];
}

/// <summary>The environment all in all.</summary>
public enum EnvironmentCondition
{
    /// <summary>Nothing runs.</summary>
    Down,

    /// <summary>A command is setting it up or removing it.</summary>
    Changing,

    /// <summary>Cluster and registry run; runner and load client were stopped, as a command with <c>--exit</c> does at its end.</summary>
    Stopped,

    /// <summary>Something runs, something does not.</summary>
    Degraded,

    /// <summary>Everything runs.</summary>
    Up,
}

/// <summary>The cluster.</summary>
/// <param name="Name">kind's name, or the context.</param>
/// <param name="Kubernetes">The API server's version.</param>
/// <param name="Kubeconfig">The administrator's kubeconfig.</param>
public sealed record ClusterStatus(string Name, string Kubernetes, string Kubeconfig);

/// <summary>Addresses.</summary>
/// <param name="Api">The API with live users.</param>
/// <param name="Page">The story page.</param>
/// <param name="Git">The git server.</param>
/// <param name="Registry">The registry.</param>
public sealed record StatusUrls(Uri Api, Uri Page, Uri Git, Uri Registry);

/// <summary>The git server.</summary>
/// <param name="Kind">gitea or built-in.</param>
/// <param name="CloneCommand">A shell line that leaves a clone which can push without asking.</param>
public sealed record GitStatus(string Kind, string CloneCommand);

/// <summary>One integration in one namespace.</summary>
/// <param name="Name">Such as ddd-acme.</param>
/// <param name="Namespace">ddd-dev or ddd-test.</param>
/// <param name="Runtime">The fix pack it was deployed on.</param>
/// <param name="Bar">The bar it was deployed with.</param>
/// <param name="Image">By digest.</param>
/// <param name="Ready">Replicas that take calls.</param>
/// <param name="Desired">Replicas asked for.</param>
public sealed record IntegrationStatus(string Name, string Namespace, string Runtime, string Bar, string Image, int Ready, int Desired);

/// <summary>The load client.</summary>
/// <param name="Running">Whether it is calling.</param>
/// <param name="Rate">Calls per second; 0 when it is not.</param>
public sealed record LoadSummary(bool Running, double Rate);
