using System.Collections.Immutable;

namespace DddAspire.DemoEnvironment.Status;

/// <summary>Decides how the environment stands, from what was seen.</summary>
internal static class StatusVerdict
{
    /// <summary>The condition.</summary>
    /// <param name="changing">Whether a command is at work on it.</param>
    /// <param name="anything">Whether any part of it runs.</param>
    /// <param name="programsStopped">Whether runner and load client were stopped by a command, rather than ended by themselves.</param>
    /// <param name="complaints">What is wrong; of programs that were stopped none is expected to answer.</param>
    public static EnvironmentCondition Of(bool changing, bool anything, bool programsStopped, ImmutableArray<string> complaints) =>
        changing ? EnvironmentCondition.Changing
        : !anything ? EnvironmentCondition.Down
        : complaints.IsEmpty ? programsStopped ? EnvironmentCondition.Stopped : EnvironmentCondition.Up
        : EnvironmentCondition.Degraded;

    /// <summary>What is wrong with the integrations.</summary>
    public static IEnumerable<string> Complaints(ImmutableArray<IntegrationStatus> integrations) => integrations.IsEmpty
        ? ["no integration is deployed yet"]
        : integrations.Where(integration => integration.Ready < integration.Desired)
            .Select(integration => $"{integration.Namespace}/{integration.Name}: {integration.Ready} of {integration.Desired} replicas ready");
}
