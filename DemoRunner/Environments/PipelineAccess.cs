using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoRunner.Git;

namespace DddAspire.DemoRunner.Environments;

/// <summary>Where the pipeline finds the environment: it may start before that is set up.</summary>
internal sealed class PipelineAccess(StateLayout layout, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>What is set up; null while it is not.</summary>
    public EnvironmentState? TryGetState() => EnvironmentStateFile.Find(layout);

    /// <summary>Waits until the environment is set up. The wait has no limit of its own: `up` has, and says what it waits for.</summary>
    public async Task<EnvironmentState> WaitForStateAsync(CancellationToken cancellationToken)
    {
        EnvironmentState? state;
        while ((state = TryGetState()) is null || !File.Exists(state.Cluster.PipelineKubeconfig))
        {
            await Task.Delay(Pause, time, cancellationToken);
        }

        return state;
    }

    /// <summary>The pipeline's copy of the repository.</summary>
    public GitCache Repository(EnvironmentState state) => new(state.Git, Path.Combine(layout.Work, "integrations.git"));

    /// <summary>An empty folder for a run's files.</summary>
    public string NewWorkspace(string run)
    {
        RemoveWorkspace(run);
        return WorkspaceOf(run);
    }

    /// <summary>Removes a run's files; its log stays.</summary>
    public void RemoveWorkspace(string run)
    {
        if (Directory.Exists(WorkspaceOf(run)))
        {
            Directory.Delete(WorkspaceOf(run), recursive: true);
        }
    }

    private string WorkspaceOf(string run) => Path.Combine(layout.Work, $"run-{run}");
}
