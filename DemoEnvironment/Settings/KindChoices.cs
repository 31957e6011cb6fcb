using System.Collections.Immutable;

namespace DddAspire.DemoEnvironment.Settings;

/// <summary>What may be chosen about the kind cluster; what is not chosen is the product's own, and fits any cluster that is there.</summary>
public sealed record KindChoices
{
    /// <summary>The nodes' image, such as <c>kindest/node:v1.34.0@sha256:…</c>; null for the one that the product supplies.</summary>
    public string? NodeImage { get; init; }

    /// <summary>Nodes beside the control plane's; null for none in a new cluster and for any number in one that is there.</summary>
    public int? WorkerNodes { get; init; }

    /// <summary>Folders of this machine that every node has.</summary>
    public ImmutableArray<NodeMount> Mounts { get; init; } = [];
}

/// <summary>A folder of this machine in the nodes.</summary>
/// <param name="HostPath">Where it is on this machine; absolute.</param>
/// <param name="NodePath">Where it is in a node; absolute.</param>
/// <param name="ReadOnly">Whether a node may not write there.</param>
public sealed record NodeMount(string HostPath, string NodePath, bool ReadOnly)
{
    /// <summary>As a container's facts show the bind.</summary>
    internal string Bind => $"{HostPath}:{NodePath}{(ReadOnly ? ":ro" : "")}";
}
