using k8s.Models;

namespace DddAspire.DemoRunner.Rollouts;

/// <summary>Signs on a pod that waiting will not help. Pure.</summary>
internal static class PodTrouble
{
    // The kubelet tries the others again, and soon succeeds when a registry or a Secret was away for a moment only; if not, the
    // Deployment's progress deadline ends it.
    private static readonly HashSet<string> Hopeless = ["CrashLoopBackOff", "ImagePullBackOff", "InvalidImageName"];

    /// <summary>What is wrong with the pod; null when nothing is, or nothing yet.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="changed">When its Deployment was changed: an older pod belongs to what the change replaces, and its trouble with it.</param>
    public static string? Of(V1Pod pod, DateTime? changed)
    {
        if (pod.Metadata.CreationTimestamp < changed)
        {
            return null;
        }

        foreach (var container in pod.Status?.ContainerStatuses ?? [])
        {
            if (container.State?.Waiting is { } waiting && IsHopeless(waiting))
            {
                return $"pod {pod.Metadata.Name}: {waiting.Reason}: {Ending(container) ?? waiting.Message}";
            }
        }

        return null;
    }

    // "failed to sync secret cache" has the same name and passes.
    private static bool IsHopeless(V1ContainerStateWaiting waiting) => Hopeless.Contains(waiting.Reason ?? "")
        || (waiting.Reason == "CreateContainerConfigError" && waiting.Message?.Contains("not found", StringComparison.Ordinal) == true);

    /// <summary>How the pod's container ended the last time; null when it never did.</summary>
    private static string? Ending(V1ContainerStatus container)
    {
        var terminated = container.State?.Terminated ?? container.LastState?.Terminated;
        return terminated is null ? null : $"exit code {terminated.ExitCode}, {terminated.Message?.Trim()}";
    }
}
