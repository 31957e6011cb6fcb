using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.DemoRunner.Serving;

/// <summary>Removes at the start what a runner that was killed could not: checkouts of runs, clones of stories.</summary>
/// <remarks>It starts after the git server, whose port only one runner of a state folder can have.</remarks>
internal sealed class LeftoverRemoval(StateLayout layout) : IHostedService
{
    private static readonly string[] Patterns = ["run-*", "clone-*"];

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var folder in Directory.Exists(layout.Work) ? Patterns.SelectMany(pattern => Directory.GetDirectories(layout.Work, pattern)) : [])
        {
            Directory.Delete(folder, recursive: true);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
