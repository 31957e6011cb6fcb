using DddAspire.DemoEnvironment.Tools;
using DddAspire.DemoRunner.Dockerfiles;
using DddAspire.DemoRunner.Kubernetes;
using DddAspire.DemoRunner.Manifests;
using DddAspire.DemoRunner.Rollouts;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>Whose fault it is that a run failed. Pure.</summary>
internal static class RunFaults
{
    /// <summary>Whether a part of the environment was the reason: then nothing can be said of the commit, and it is tried again.</summary>
    public static bool IsOfTheEnvironment(Exception cause) => cause switch
    {
        DockerfileFaultException or ManifestFaultException or ApplyFailedException or RolloutFailedException or ApiCheckFailedException => false,
        // The build ran and ended with an error of its own; git never fails by what is in a commit.
        ToolFailedException build => build.Command.Tool == "git" || DependencyRetry.GaveNoAnswer(build),
        _ => true,
    };
}
