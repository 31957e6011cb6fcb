using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Prerequisites;

/// <summary>Installs and starts what this machine lacks, where that can be done: <c>kind/prerequisites</c>, which <c>./demo</c> runs before it runs us.</summary>
public sealed class MachineSetup
{
    private const int SomethingIsMissing = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);
    private readonly EnvironmentOptions options;
    private readonly StepLog steps;

    internal MachineSetup(EnvironmentOptions options, StepLog steps) => (this.options, this.steps) = (options, steps);

    /// <summary>Does it; nothing where all is there. On Windows, which has no such script, the parts say what they miss.</summary>
    /// <exception cref="MachineException">Something is missing that can't be installed here; the message says how to get it.</exception>
    public Task EnsureAsync(CancellationToken cancellationToken) => OperatingSystem.IsWindows() ? Task.CompletedTask : steps.RunAsync("Prerequisites", async step =>
    {
        try
        {
            await ToolRunner.RunAsync(
                new("bash", [Path.Combine(options.RepositoryRoot, "kind", "prerequisites")])
                {
                    Environment = new Dictionary<string, string?> { [ContainerEngine.Variable] = options.Engine.Program },
                    Limit = Limit,
                },
                step.Say,
                cancellationToken);
            step.Made("all there");
        }
        catch (ToolFailedException exception) when (exception.ExitCode == SomethingIsMissing)
        {
            throw new MachineException(exception.Evidence, "kind/prerequisites   # when that is there", exception);
        }
    });
}
