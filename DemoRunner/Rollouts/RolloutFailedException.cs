using DddAspire.Contracts.Faults;

namespace DddAspire.DemoRunner.Rollouts;

/// <summary>A Deployment did not become what it should; the reason holds what its pods said.</summary>
internal sealed class RolloutFailedException(string integration, string targetNamespace, string reason) : DemoException(
    $"rollout of {integration} in {targetNamespace} failed: {reason}",
    $"kubectl --kubeconfig .demo/kubeconfig -n {targetNamespace} describe deployment {integration}");
