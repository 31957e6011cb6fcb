using System.Collections.Immutable;
using DddAspire.DemoEnvironment.Containers;

namespace DddAspire.DemoEnvironment.Settings;

/// <summary>What the environment is made of and where; nothing here changes once a command has started.</summary>
public sealed record EnvironmentOptions
{
    /// <summary>The root of this product's checkout: kind/ and integrations/ are found below it.</summary>
    public required string RepositoryRoot { get; init; }

    /// <summary>The folder for state, logs, secrets, the kubeconfig and reports. Absolute.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>What runs containers and builds images.</summary>
    public ContainerEngine Engine { get; init; } = ContainerEngine.Docker;

    /// <summary>Ports on 127.0.0.1.</summary>
    public Ports Ports { get; init; } = new();

    /// <summary>Which git server to run.</summary>
    public GitServerChoice Git { get; init; } = GitServerChoice.Auto;

    /// <summary>Gitea's image where the pinned one is not wanted, such as a mirror's; null for the pinned one.</summary>
    public string? GitImage { get; init; }

    /// <summary>A kind cluster of our own, or one that exists.</summary>
    public ClusterChoice Cluster { get; init; } = ClusterChoice.Kind;

    /// <summary>What was chosen about the kind cluster.</summary>
    public KindChoices Kind { get; init; } = new();

    /// <summary>The kubeconfig context of an existing cluster; required for <see cref="ClusterChoice.Existing"/>.</summary>
    public string? Context { get; init; }

    /// <summary>host:port of a registry that the existing cluster pulls from; required for <see cref="ClusterChoice.Existing"/>, null for our own cluster.</summary>
    public string? Registry { get; init; }

    /// <summary>Secrets that were chosen, by the name that <see cref="Secrets.SecretStore"/> has for them; all others are random.</summary>
    public ImmutableSortedDictionary<string, string> ChosenSecrets { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Leaves half-made parts in place after a failure, for a look at them.</summary>
    public bool Keep { get; init; }

    /// <summary>What lies where in <see cref="StateDirectory"/>.</summary>
    public StateLayout Layout => new(StateDirectory);
}

/// <summary>The git server to run.</summary>
public enum GitServerChoice
{
    /// <summary>Gitea where its image can be had, else the built-in one.</summary>
    Auto,

    /// <summary>Gitea in its container.</summary>
    Gitea,

    /// <summary>Smart HTTP over the git program, inside the runner.</summary>
    BuiltIn,
}

/// <summary>Whose cluster is used.</summary>
public enum ClusterChoice
{
    /// <summary>The kind cluster <c>ddd</c>, made and removed by this product.</summary>
    Kind,

    /// <summary>A cluster that the user has; nothing but our two namespaces is touched.</summary>
    Existing,
}
