using System.Globalization;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Steps;

namespace DddAspire.DemoEnvironment.State;

/// <summary>Held while a command changes the environment, so that no two do it at once. The system drops it when the process dies.</summary>
public sealed class StateLock : IDisposable
{
    private readonly FileStream file;

    private StateLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock, waiting for whoever holds it.</summary>
    /// <exception cref="WaitTimedOutException">It was not let go within <paramref name="limit"/>.</exception>
    public static async Task<StateLock> TakeAsync(
        StateLayout layout, TimeSpan limit, StepLog steps, TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(layout.Root);
        var held = TryTake(layout);
        if (held is null)
        {
            // Whoever only asks whether it is held has it for a moment: that is no news.
            var attempts = 0;
            var wait = new Wait($"pid {HolderOf(layout)} to finish with {layout.Root}", limit, TimeSpan.FromMilliseconds(200), "./demo status");
            await wait.UntilAsync(_ => Task.FromResult((held = TryTake(layout)) is null ? SampleStory() : null), time, cancellationToken);

            string SampleStory()
            {
                if (++attempts == 2)
                {
                    steps.Notice($"another command (pid {HolderOf(layout)}) is changing the environment; waiting for it");
                }

                return "it is still at work";
            }
        }

        held!.NameHolder(layout);
        return held;
    }

    /// <summary>Whether some command is changing the environment now.</summary>
    public static bool IsHeld(StateLayout layout)
    {
        if (!File.Exists(layout.Lock))
        {
            return false;
        }

        using var taken = TryTake(layout);
        return taken is null;
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static StateLock? TryTake(StateLayout layout)
    {
        try
        {
            return new StateLock(new FileStream(layout.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new MachineException($"the state folder {layout.Root} can't be written: {exception.Message}", $"ls -ld {layout.Root}   # or another one: --state DIR", exception);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private void NameHolder(StateLayout layout)
    {
        try
        {
            File.WriteAllText(HolderFile(layout), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw new MachineException($"the state folder {layout.Root} can't be written: {exception.Message}", "./demo doctor", exception);
        }
    }

    private static string HolderOf(StateLayout layout) =>
        File.Exists(HolderFile(layout)) ? File.ReadAllText(HolderFile(layout)) : "unknown";

    private static string HolderFile(StateLayout layout) => $"{layout.Lock}.holder";
}
