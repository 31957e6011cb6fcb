using DddAspire.DemoEnvironment.Faults;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Containers;

/// <summary>A container of ours: made, started, replaced or removed, never mistaken for somebody else's.</summary>
/// <param name="engine">What runs it.</param>
/// <param name="name">Its exact name.</param>
/// <param name="health">One look at what it serves; null for healthy, else what was seen.</param>
/// <param name="time">The clock.</param>
internal sealed class OwnedContainer(ContainerEngine engine, string name, Func<CancellationToken, Task<string?>> health, TimeProvider time)
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    /// <summary>Makes it run and answer; safe to call again.</summary>
    public async Task EnsureAsync(ContainerSpec wanted, StepScope step, CancellationToken cancellationToken)
    {
        switch (ContainerPlan.For(wanted, await engine.FindContainerAsync(name, cancellationToken)))
        {
            case ContainerPlan.Refuse:
                throw new ForeignObjectException($"a container named {name}", $"{engine.Program} rm -f {name}   # if it can be spared");
            case ContainerPlan.Keep when await health(cancellationToken) is null:
                step.WasThere("runs already");
                return;
            case ContainerPlan.Keep or ContainerPlan.Start:
                await RestartAsync(wanted, step, cancellationToken);
                return;
            case ContainerPlan.Replace(var reason):
                step.Say($"replacing it: {reason}");
                await engine.RemoveContainerAsync(name, cancellationToken);
                break;
        }

        await CreateAsync(wanted, step, cancellationToken);
    }

    /// <summary>Removes it and its volume, if it is ours.</summary>
    public async Task<bool> DeleteAsync(string volume, CancellationToken cancellationToken)
    {
        var found = await engine.FindContainerAsync(name, cancellationToken);
        if (found is not null && !Ownership.IsOurs(found))
        {
            return false;
        }

        if (found is not null)
        {
            await engine.RemoveContainerAsync(name, cancellationToken);
        }

        await engine.RemoveVolumeAsync(volume, cancellationToken);
        return found is not null;
    }

    private async Task RestartAsync(ContainerSpec wanted, StepScope step, CancellationToken cancellationToken)
    {
        try
        {
            await ToolRunner.RunAsync(engine.Command("restart", "--time", "2", name), cancellationToken);
            await AnswerAsync(cancellationToken);
            step.Made("was not answering; started again");
        }
        catch (DemoException exception) when (exception is WaitTimedOutException or ToolFailedException)
        {
            step.Say($"making it anew: {exception.Message}");
            await engine.RemoveContainerAsync(name, cancellationToken);
            await CreateAsync(wanted, step, cancellationToken);
        }
    }

    private async Task CreateAsync(ContainerSpec wanted, StepScope step, CancellationToken cancellationToken)
    {
        await engine.EnsureVolumeAsync(wanted.VolumeName, cancellationToken);
        await ToolRunner.RunAsync(wanted.RunCommand(engine), cancellationToken);
        await AnswerAsync(cancellationToken);
        step.Made("started");
    }

    private Task AnswerAsync(CancellationToken cancellationToken) =>
        new Wait($"container {name} to answer", StartLimit, TimeSpan.FromMilliseconds(200), $"{engine.Program} logs {name}")
            .UntilAsync(health, time, cancellationToken);
}
