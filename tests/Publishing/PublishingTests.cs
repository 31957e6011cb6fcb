using Aspire.Hosting.Kubernetes.Resources;
using Aspire.Hosting.Testing;
using DddAspire.Publishing;
using DddAspire.DemoEnvironment.Clusters;
using DddAspire.DemoEnvironment.Tools;
using Shouldly;
using Xunit;

namespace DddAspire.PublishingTests;

/// <summary>The Helm chart that publishing gives.</summary>
public sealed class PublishingTests : IDisposable
{
    private readonly DirectoryInfo chart = Directory.CreateTempSubdirectory("ddd-chart-");

    public void Dispose() => chart.Delete(recursive: true);

    [Fact]
    public async Task Chart_HasAFileForEveryObject()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Publishing>(
            ["--operation", "publish", "--step", "publish", "--output-path", chart.FullName], cancellationToken);
        await using var application = await builder.BuildAsync(cancellationToken);
        await application.RunAsync(cancellationToken);

        Directory.GetFiles(Path.Combine(chart.FullName, "templates", "demo")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ShouldBe(
        [
            "cluster-access.yaml", "cluster-role-binding.yaml", "cluster-role.yaml", "config.yaml", "ddd-dev.yaml", "ddd-test.yaml", "demo.yaml", "deployment.yaml",
            "role-binding-ddd-dev.yaml", "role-binding-ddd-test.yaml", "role-ddd-dev.yaml", "role-ddd-test.yaml", "state-pvc.yaml",
        ]);
        (await File.ReadAllTextAsync(Path.Combine(chart.FullName, "values.yaml"), cancellationToken)).ShouldContain("registry: \"\"");
    }

    [Fact]
    public async Task Publish_WhereNobodyCanBeAskedForAValue_EndsByItself()
    {
        var nobody = new Dictionary<string, string?> { ["HOME"] = chart.FullName };
        await ToolRunner.RunAsync(
            new("dotnet", [Path.Combine(AppContext.BaseDirectory, "DddAspire.Publishing.dll"), "--operation", "publish", "--step", "publish", "--output-path", Path.Combine(chart.FullName, "out")])
            {
                Environment = nobody,
            },
            TestContext.Current.CancellationToken);

        File.Exists(Path.Combine(chart.FullName, "out", "Chart.yaml")).ShouldBeTrue();
    }

    [Fact]
    public void Account_MayDoAllThatSetUpAsksFor()
    {
        var rights = InstallationRights.Of("demo").ToList();
        ClusterPermissions.Needed.Where(needed => !Rules(rights, needed.Namespace).Any(rule => Grants(rule, needed))).ShouldBeEmpty();
    }

    [Fact]
    public void Account_InTheWholeCluster_ChangesNoNamespaceButOurs() =>
        InstallationRights.Of("demo").OfType<ClusterRole>().SelectMany(role => role.Rules)
            .Where(rule => rule.Verbs.Exists(verb => verb is not ("get" or "list" or "create")))
            .SelectMany(rule => rule.ResourceNames.DefaultIfEmpty("any")).ShouldBe(["ddd-dev", "ddd-test"]);

    private static IEnumerable<PolicyRuleV1> Rules(IEnumerable<BaseKubernetesResource> rights, string? where) => where is null
        ? rights.OfType<ClusterRole>().SelectMany(role => role.Rules)
        : rights.OfType<Role>().Where(role => role.Metadata.Namespace == where).SelectMany(role => role.Rules);

    private static bool Grants(PolicyRuleV1 rule, ClusterPermissions.Permission needed) =>
        rule.Verbs.Contains(needed.Verb) && Resource(rule) == needed.Resource;

    private static string Resource(PolicyRuleV1 rule) =>
        string.Join('/', rule.ResourceNames.Prepend($"{rule.Resources.Single()}.{rule.ApiGroups.Single()}".TrimEnd('.')));
}
