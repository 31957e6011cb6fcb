using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Steps;

namespace DddAspire.DemoEnvironment.State;

/// <summary>Empties the state folder but for reports and what image recipes keep.</summary>
internal static class StateRemoval
{
    /// <summary>Removes what we wrote, by name: a folder given by --state may hold other things.</summary>
    public static Task RunAsync(StateLayout layout, StepLog steps) =>
        steps.RunAsync("Remove the state", step =>
        {
            string[] folders = [layout.Secrets, layout.Logs, layout.Git, layout.Work, layout.Programs, Path.Combine(layout.Root, "runs")];
            // The engine last: until all else is gone, somebody may have to look there once more.
            string[] files = [layout.Environment, layout.Kubeconfig, layout.PipelineKubeconfig, layout.NetworkMark, layout.ExistingCluster, .. Journals(layout), layout.Engine];
            foreach (var folder in folders.Where(Directory.Exists))
            {
                Directory.Delete(folder, recursive: true);
            }

            foreach (var file in files)
            {
                File.Delete(file);
            }

            step.Made(Directory.Exists(layout.Reports) ? $"reports stay in {layout.Reports}" : "");
            return Task.CompletedTask;
        });

    // SQLite keeps two more files beside its own.
    private static string[] Journals(StateLayout layout) => Directory.GetFiles(layout.Root, "runs.db*");
}
