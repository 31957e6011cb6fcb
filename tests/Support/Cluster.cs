using System.Collections.Immutable;
using System.Text.Json;
using DddAspire.DemoEnvironment.Tools;
using Xunit;

namespace DddAspire.Support;

/// <summary>The cluster as its administrator sees it with kubectl.</summary>
/// <param name="kubeconfig">The administrator's kubeconfig.</param>
public sealed class Cluster(string kubeconfig)
{
    /// <summary>A pod of an integration.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Integration">Whose pod it is.</param>
    /// <param name="Life">Its UID and its containers' restarts: another life, another text.</param>
    /// <param name="Ready">Whether it takes calls.</param>
    public sealed record Pod(string Name, string Integration, string Life, bool Ready);

    /// <summary>The integrations' pods of a namespace that are not on their way out.</summary>
    public async Task<ImmutableArray<Pod>> PodsAsync(string targetNamespace)
    {
        var listed = await KubectlAsync("--namespace", targetNamespace, "get", "pods", "--selector=app.kubernetes.io/part-of=ddd", "--output=json");
        using var document = JsonDocument.Parse(listed);
        return
        [
            .. document.RootElement.GetProperty("items").EnumerateArray()
                .Where(pod => !pod.GetProperty("metadata").TryGetProperty("deletionTimestamp", out _))
                .Select(Read),
        ];
    }

    /// <summary>The lives of all of a namespace's pods, in order: the same as before when nobody was replaced or restarted.</summary>
    public async Task<IReadOnlyList<string>> LivesAsync(string targetNamespace) =>
        [.. (await PodsAsync(targetNamespace)).Select(pod => pod.Life).Order(StringComparer.Ordinal)];

    /// <summary>Runs kubectl to its end.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> KubectlAsync(params string[] arguments) =>
        (await ToolRunner.RunAsync(new("kubectl", [$"--kubeconfig={kubeconfig}", .. arguments]), TestContext.Current.CancellationToken)).StandardOutput;

    private static Pod Read(JsonElement pod)
    {
        var metadata = pod.GetProperty("metadata");
        var containers = pod.GetProperty("status").TryGetProperty("containerStatuses", out var statuses) ? statuses.EnumerateArray().ToList() : [];
        return new(
            metadata.GetProperty("name").GetString()!,
            metadata.GetProperty("labels").GetProperty("app.kubernetes.io/name").GetString()!,
            $"{metadata.GetProperty("uid").GetString()} {string.Join(',', containers.Select(container => container.GetProperty("restartCount").GetInt32()))}",
            containers.Count > 0 && containers.TrueForAll(container => container.GetProperty("ready").GetBoolean()));
    }
}
