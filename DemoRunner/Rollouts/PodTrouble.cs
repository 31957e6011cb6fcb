using k8s.Models;

namespace DddAspire.DemoRunner.Rollouts;

/// <summary>Signs on a pod that waiting will not help. Pure.</summary>
internal static class PodTrouble
{
    private static readonly HashSet<string> Hopeless =
    [
        "CrashLoopBackOff", "ImagePullBackOff", "ErrImagePull", "InvalidImageName", "CreateContainerConfigError", "CreateContainerError", "RunContainerError",
    ];

    /// <summary>What is wrong with the pod; null when nothing is, or nothing yet.</summary>
    public static string? Of(V1Pod pod)
    {
        foreach (var container in pod.Status?.ContainerStatuses ?? [])
        {
            if (container.State?.Waiting is { } waiting && Hopeless.Contains(waiting.Reason ?? ""))
            {
                return $"pod {pod.Metadata.Name}: {waiting.Reason}: {Ending(container) ?? waiting.Message}";
            }
        }

        return null;
    }

    /// <summary>How the pod's container ended the last time; null when it never did.</summary>
    private static string? Ending(V1ContainerStatus container)
    {
        var terminated = container.State?.Terminated ?? container.LastState?.Terminated;
        return terminated is null ? null : $"exit code {terminated.ExitCode}, {terminated.Message?.Trim()}";
    }
}
