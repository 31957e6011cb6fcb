using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Containers;

/// <summary>A container of ours: made, started, replaced or removed, never mistaken for somebody else's.</summary>
/// <param name="engine">What runs it.</param>
/// <param name="name">Its exact name.</param>
/// <param name="health">One probe of what it serves; null for healthy, else what was seen.</param>
/// <param name="time">The clock.</param>
internal sealed class OwnedContainer(ContainerEngine engine, string name, Func<CancellationToken, Task<string?>> health, TimeProvider time)
{
    private const int LogLines = 10;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    /// <summary>That the user has a container of that name.</summary>
    public static ForeignObjectException Foreign(ContainerEngine engine, string name) =>
        new($"a container named {name}", $"{engine.Program} rm -f {name}   # if it can be spared");

    /// <summary>Makes it run and answer; safe to call again.</summary>
    public async Task EnsureAsync(ContainerSpec wanted, StepScope step, CancellationToken cancellationToken)
    {
        switch (ContainerPlan.For(wanted, await engine.FindContainerAsync(name, cancellationToken)))
        {
            case ContainerPlan.Refuse:
                throw Foreign(engine, name);
            case ContainerPlan.Keep when await health(cancellationToken) is null:
                step.WasThere("runs already");
                return;
            case ContainerPlan.Keep or ContainerPlan.Start:
                await RestartAsync(wanted, step, cancellationToken);
                return;
            case ContainerPlan.Replace(var reason, var withVolume):
                step.Say($"replacing it: {reason}");
                await engine.RemoveContainerAsync(name, cancellationToken);
                await (withVolume ? engine.RemoveVolumeAsync(wanted.VolumeName, owner: null, cancellationToken) : Task.CompletedTask);
                break;
        }

        await CreateAsync(wanted, step, cancellationToken);
    }

    /// <summary>Removes it if it is <paramref name="owner"/>'s, and leaves its volume.</summary>
    public async Task<bool> RemoveAsync(EnvironmentOwner owner, CancellationToken cancellationToken)
    {
        var found = await engine.FindContainerAsync(name, cancellationToken);
        if (found is null || !Ownership.IsOurs(found) || owner.IsAnothers(found.Labels))
        {
            return false;
        }

        await engine.RemoveContainerAsync(name, cancellationToken);
        return true;
    }

    /// <summary>Removes it and its volume, each if it is <paramref name="owner"/>'s.</summary>
    public async Task<bool> DeleteAsync(string volume, EnvironmentOwner owner, CancellationToken cancellationToken)
    {
        var removed = await RemoveAsync(owner, cancellationToken);
        // In use only where the container is somebody else's; then the volume is too.
        if (removed || await engine.FindContainerAsync(name, cancellationToken) is null)
        {
            await engine.RemoveVolumeAsync(volume, owner, cancellationToken);
        }

        return removed;
    }

    private async Task RestartAsync(ContainerSpec wanted, StepScope step, CancellationToken cancellationToken)
    {
        try
        {
            await ToolRunner.RunAsync(engine.Command("restart", "--time", "2", name), cancellationToken);
            await AnswerAsync(cancellationToken);
            step.Made("was not answering; started again");
        }
        catch (DemoException exception) when (exception is WaitTimedOutException or ToolFailedException or ContainerEndedException)
        {
            step.Say($"making it anew: {exception.Message}");
            await engine.RemoveContainerAsync(name, cancellationToken);
            await CreateAsync(wanted, step, cancellationToken);
        }
    }

    private async Task CreateAsync(ContainerSpec wanted, StepScope step, CancellationToken cancellationToken)
    {
        await engine.EnsureVolumeAsync(wanted.VolumeName, wanted.Owner, cancellationToken);
        await ToolRunner.RunAsync(wanted.RunCommand(engine), cancellationToken);
        await AnswerAsync(cancellationToken);
        step.Made("started");
    }

    private Task AnswerAsync(CancellationToken cancellationToken) =>
        new Wait($"container {name} to answer", StartLimit, TimeSpan.FromMilliseconds(200), $"{engine.Program} logs {name}")
            .UntilAsync(ProbeAsync, time, cancellationToken);

    // One that has ended will not answer however long it is waited for.
    private async Task<string?> ProbeAsync(CancellationToken cancellationToken)
    {
        var seen = await health(cancellationToken);
        if (seen is not null && await engine.FindContainerAsync(name, cancellationToken) is { Status: ContainerStatus.Exited or ContainerStatus.Dead })
        {
            throw new ContainerEndedException(engine, name, await ContainerLog.TailAsync(engine, name, LogLines, cancellationToken));
        }

        return seen;
    }
}

/// <summary>A container ended as soon as it was started.</summary>
public sealed class ContainerEndedException(ContainerEngine engine, string name, string log)
    : DemoException($"container {name} ended at once; the end of its log:\n{log}", $"{engine.Program} logs {name}   # the whole of it");
