using System.Collections.Immutable;

namespace DddAspire.Contracts.Stories;

/// <summary>Where a story took place.</summary>
/// <param name="Cluster">The cluster's name.</param>
/// <param name="Kubernetes">Its version, such as v1.20.2.</param>
/// <param name="Git">Which git server: gitea or built-in.</param>
/// <param name="Registry">The registry's address.</param>
/// <param name="Images">Image references in use, by name.</param>
/// <param name="Machine">Operating system and number of processors.</param>
public sealed record EnvironmentFigures(
    string Cluster,
    string Kubernetes,
    string Git,
    string Registry,
    ImmutableSortedDictionary<string, string> Images,
    string Machine);
