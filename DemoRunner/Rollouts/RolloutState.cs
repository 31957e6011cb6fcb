using DddAspire.DemoRunner.Kubernetes;
using k8s.Models;

namespace DddAspire.DemoRunner.Rollouts;

/// <summary>How far a rollout is.</summary>
internal abstract record RolloutState
{
    private RolloutState()
    {
    }

    /// <summary>It goes on.</summary>
    /// <param name="Waiting">What for.</param>
    public sealed record Progressing(string Waiting) : RolloutState;

    /// <summary>Every pod is of the new revision and available, and no old one is left.</summary>
    public sealed record Complete : RolloutState;

    /// <summary>It will not complete by itself.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Failed(string Reason) : RolloutState;

    /// <summary>Judges a Deployment, in the order of <c>kubectl rollout status</c>: what the controller has seen comes first.</summary>
    /// <param name="deployment">As a watch shows it.</param>
    /// <param name="generation">The generation that was applied; an earlier one says nothing of it.</param>
    public static RolloutState Of(V1Deployment deployment, long generation)
    {
        if ((deployment.Metadata.Generation ?? 0) < generation)
        {
            return new Progressing("the watch does not show the change yet");
        }

        var wanted = deployment.Spec.Replicas ?? 1;
        var status = deployment.Status;
        if (status is null || (status.ObservedGeneration ?? 0) < (deployment.Metadata.Generation ?? 0))
        {
            return new Progressing("the controller has not seen the change yet");
        }

        if (status.Conditions?.FirstOrDefault(condition => condition.Type == "Progressing") is { Reason: "ProgressDeadlineExceeded" } late && !IsStale(late, deployment))
        {
            return new Failed($"no progress within its deadline ({late.Message})");
        }

        var updated = status.UpdatedReplicas ?? 0;
        var all = status.Replicas ?? 0;
        var available = status.AvailableReplicas ?? 0;
        return updated < wanted ? new Progressing($"{updated} of {wanted} new pods made")
            : all > updated ? new Progressing($"{all - updated} old pods are still there")
            : available < updated ? new Progressing($"{available} of {updated} new pods available")
            : new Complete();
    }

    // When the controller has seen a change, what it says of the deadline may for a moment still be of the rollout before: such as the one
    // that this change takes back. Both times are the cluster's own, in whole seconds; a deadline passes a second or more after a change.
    private static bool IsStale(V1DeploymentCondition late, V1Deployment deployment) =>
        late.LastUpdateTime <= Applier.ChangedAt(deployment);
}
