using DddAspire.DemoEnvironment.Kubernetes;
using DddAspire.DemoEnvironment.Status;
using k8s.Models;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

public sealed class StatusTests
{
    private const string Deployments = """
        {"items":[
          {"metadata":{"name":"ddd-acme","namespace":"ddd-test","annotations":{"ddd.demo/runtime":"12.0.11.0-r1","ddd.demo/bar":"AcmeV1"}},
           "spec":{"replicas":2,"template":{"spec":{"containers":[{"name":"integration","image":"localhost:5001/ddd-acme@sha256:ab"}]}}},
           "status":{"readyReplicas":1}},
          {"metadata":{"name":"nats","namespace":"ddd-test"},
           "spec":{"replicas":1,"template":{"spec":{"containers":[{"name":"nats","image":"n"}]}}},"status":{}}]}
        """;

    [Fact]
    public void Deployments_OfIntegrations_AreReadAndOthersLeftOut() =>
        Integrations().ShouldBe([new IntegrationStatus("ddd-acme", "ddd-test", "12.0.11.0-r1", "AcmeV1", "localhost:5001/ddd-acme@sha256:ab", 1, 2)]);

    [Fact]
    public void Json_OfTheStatus_HasTheFieldsThatOthersRead()
    {
        var status = new EnvironmentStatus(
            EnvironmentCondition.Up,
            new ClusterStatus("ddd", "v1.20.2", "/demo/kubeconfig"),
            new StatusUrls(new("http://127.0.0.1:8080"), new("http://127.0.0.1:5050"), new("http://127.0.0.1:3000"), new("http://127.0.0.1:5001")),
            new GitStatus("built-in", "git clone http://ddd:token@127.0.0.1:3000/ddd/integrations.git"),
            Integrations(),
            new LoadSummary(true, 50));
        StatusJson.Text(status).ReplaceLineEndings("\n").ShouldBe("""
            {
              "state": "up",
              "cluster": {
                "name": "ddd",
                "kubernetes": "v1.20.2",
                "kubeconfig": "/demo/kubeconfig"
              },
              "urls": {
                "api": "http://127.0.0.1:8080",
                "page": "http://127.0.0.1:5050",
                "git": "http://127.0.0.1:3000",
                "registry": "http://127.0.0.1:5001"
              },
              "git": {
                "kind": "built-in",
                "cloneCommand": "git clone http://ddd:token@127.0.0.1:3000/ddd/integrations.git"
              },
              "integrations": [
                {
                  "name": "ddd-acme",
                  "namespace": "ddd-test",
                  "runtime": "12.0.11.0-r1",
                  "bar": "AcmeV1",
                  "image": "localhost:5001/ddd-acme@sha256:ab",
                  "ready": 1,
                  "desired": 2
                }
              ],
              "load": {
                "running": true,
                "rate": 50
              }
            }
            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData(true, true, false, "", EnvironmentCondition.Changing)]
    [InlineData(false, false, true, "no cluster", EnvironmentCondition.Down)]
    [InlineData(false, true, false, "no registry", EnvironmentCondition.Degraded)]
    [InlineData(false, true, true, "no registry", EnvironmentCondition.Degraded)]
    [InlineData(false, true, true, "", EnvironmentCondition.Stopped)]
    [InlineData(false, true, false, "", EnvironmentCondition.Up)]
    public void Condition_FollowsFromWhatWasSeen(bool changing, bool anything, bool programsStopped, string complaint, EnvironmentCondition condition) =>
        StatusVerdict.Of(changing, anything, programsStopped, complaint.Length == 0 ? [] : [complaint]).ShouldBe(condition);

    private static System.Collections.Immutable.ImmutableArray<IntegrationStatus> Integrations() => DeploymentList.Integrations(ClusterJson.Read<V1DeploymentList>(Deployments).Items);
}
