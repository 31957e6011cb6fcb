using System.Text.Json;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.DemoEnvironment.State;

/// <summary>
/// Says that a state folder belongs to a cluster that the user has. It is written before anything is made there, so that every later
/// command, <c>down</c> above all, means that cluster without being told again.
/// </summary>
/// <param name="Context">The kubeconfig context.</param>
/// <param name="Registry">host:port of the registry that the cluster pulls from.</param>
public sealed record ExistingClusterMarkerFile(string Context, string Registry)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The mark of a state folder; null when it belongs to our own cluster, or to none yet.</summary>
    public static ExistingClusterMarkerFile? Find(StateLayout layout)
    {
        try
        {
            return JsonSerializer.Deserialize<ExistingClusterMarkerFile>(File.ReadAllText(layout.ExistingCluster), Json);
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Makes the state folder that of the cluster that is wanted.</summary>
    /// <exception cref="MachineException">The folder belongs to another cluster, and something may have been made there.</exception>
    internal static void Leave(EnvironmentOptions options)
    {
        var layout = options.Layout;
        var wanted = options is { Cluster: ClusterChoice.Existing, Context: { } context, Registry: { } registry }
            ? new ExistingClusterMarkerFile(context, registry)
            : null;
        var found = Find(layout);
        if (found != wanted && File.Exists(layout.Kubeconfig))
        {
            throw new MachineException(
                $"the state folder {layout.Root} belongs to {Describe(found)}, not to {Describe(wanted)}",
                $"./demo down --state {layout.Root}   # removes what is there; or keep it, and take another folder with --state");
        }

        if (wanted is null)
        {
            File.Delete(layout.ExistingCluster);
        }
        else
        {
            PrivateFile.Write(layout.ExistingCluster, JsonSerializer.Serialize(wanted, Json));
        }
    }

    private static string Describe(ExistingClusterMarkerFile? mark) =>
        mark is null ? "a kind cluster of our own" : $"context {mark.Context} with registry {mark.Registry}";
}
