using System.Text.Json.Nodes;
using DddAspire.DemoEnvironment.Kubernetes;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Pipeline;

public sealed class ObjectPathTests
{
    [Theory]
    [InlineData("v1", "Namespace", null, "api/v1/namespaces/x")]
    [InlineData("v1", "ConfigMap", "n", "api/v1/namespaces/n/configmaps/x")]
    [InlineData("apps/v1", "Deployment", "n", "apis/apps/v1/namespaces/n/deployments/x")]
    [InlineData("apps/v1", "StatefulSet", "n", "apis/apps/v1/namespaces/n/statefulsets/x")]
    [InlineData("networking.k8s.io/v1", "Ingress", "n", "apis/networking.k8s.io/v1/namespaces/n/ingresses/x")]
    [InlineData("networking.k8s.io/v1", "NetworkPolicy", "n", "apis/networking.k8s.io/v1/namespaces/n/networkpolicies/x")]
    [InlineData("policy/v1", "PodDisruptionBudget", "n", "apis/policy/v1/namespaces/n/poddisruptionbudgets/x")]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", "n", "apis/autoscaling/v2/namespaces/n/horizontalpodautoscalers/x")]
    public void Path_OfAnObject_IsThatOfTheApi(string version, string kind, string? space, string path)
    {
        var metadata = new JsonObject { ["name"] = "x" };
        if (space is not null)
        {
            metadata["namespace"] = space;
        }

        ObjectPath.Of(new JsonObject { ["apiVersion"] = version, ["kind"] = kind, ["metadata"] = metadata }).Relative.ToString().ShouldBe(path);
    }
}
