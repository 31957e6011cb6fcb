using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Stories;

/// <summary>A pushed commit, what it was to do and what it did.</summary>
/// <param name="Expected">The effect that the script wants.</param>
/// <param name="Targets">The integrations that it may touch, each with the version that is to serve afterwards.</param>
/// <param name="Run">The pipeline's run of the commit; null when none came.</param>
/// <param name="Evidence">Pods and images before and after.</param>
internal sealed record ChangeFacts(
    ExpectedEffect Expected, ImmutableSortedDictionary<string, IntegrationVersion> Targets, RunView? Run, ChangeFigures Evidence);

/// <summary>What a commit is to do to the cluster.</summary>
internal enum ExpectedEffect
{
    /// <summary>New pods with a new image, in both namespaces.</summary>
    Deployed,

    /// <summary>The rollout fails and the pipeline takes it back: the pods of before serve on.</summary>
    TakenBack,

    /// <summary>Git says again what the cluster runs already: no pod changes.</summary>
    Nothing,
}
