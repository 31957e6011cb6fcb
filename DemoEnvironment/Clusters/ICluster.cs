namespace DddAspire.DemoEnvironment.Clusters;

/// <summary>The Kubernetes cluster, ours or the user's.</summary>
public interface ICluster : IEnvironmentPart
{
    /// <summary>kind's name for it, or the user's context.</summary>
    string Title { get; }

    /// <summary>Waits until its nodes take pods; <see cref="IEnvironmentPart.EnsureAsync"/> returns as soon as the API answers.</summary>
    Task WaitUntilReadyAsync(CancellationToken cancellationToken);

    /// <summary>The API server's version, such as v1.20.2.</summary>
    Task<string> VersionAsync(CancellationToken cancellationToken);

    /// <summary>Where the quote API answers, by namespace.</summary>
    Task<IReadOnlyDictionary<string, Uri>> ApiUrlsAsync(CancellationToken cancellationToken);
}
