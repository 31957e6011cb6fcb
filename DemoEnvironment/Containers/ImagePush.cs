using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Containers;

/// <summary>Pushes an image that is called by its place in a registry.</summary>
internal static class ImagePush
{
    private static readonly TimeSpan PushLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan CutLimit = TimeSpan.FromSeconds(30);

    /// <summary>Pushes it, and again when the connection is cut: Docker closes a container's published port for a moment when the container joins another network.</summary>
    public static Task RunAsync(ContainerEngine engine, string reference, TimeProvider time, CancellationToken cancellationToken) =>
        new Wait($"the registry to take {reference}", CutLimit, TimeSpan.FromSeconds(1), "./demo status") { AttemptLimit = PushLimit + TimeSpan.FromSeconds(10) }.UntilAsync(async token =>
        {
            try
            {
                await ToolRunner.RunAsync(engine.Push(reference) with { Limit = PushLimit }, token);
                return null;
            }
            catch (ToolFailedException exception) when (IsCut(exception.Evidence))
            {
                return exception.Evidence;
            }
        }, time, cancellationToken);

    internal static bool IsCut(string evidence) =>
        evidence.Contains("connection refused", StringComparison.Ordinal)
        || evidence.Contains("connection reset", StringComparison.Ordinal)
        || evidence.EndsWith("EOF", StringComparison.Ordinal);
}
