using System.Runtime.ExceptionServices;
using DddAspire.Contracts.Faults;

namespace DddAspire.DemoEnvironment.Steps;

/// <summary>
/// Steps side by side. One that fails takes those along that await it; the others go on to their end, so that minutes of their work are
/// there for the next attempt. What failed is told when all have ended.
/// </summary>
internal sealed class ParallelSteps
{
    private readonly CancellationToken cancellationToken;
    private readonly List<Task> started = [];

    private ParallelSteps(CancellationToken cancellationToken) => this.cancellationToken = cancellationToken;

    /// <summary>Lets <paramref name="start"/> start steps, and waits for all of them.</summary>
    /// <exception cref="SeveralFailuresException">More than one failed by itself.</exception>
    public static async Task RunAsync(Action<ParallelSteps> start, CancellationToken cancellationToken)
    {
        var steps = new ParallelSteps(cancellationToken);
        start(steps);
        var all = Task.WhenAll(steps.started);
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        Throw(steps.started.Where(step => step.IsFaulted).SelectMany(step => step.Exception!.InnerExceptions));
        await all;
    }

    /// <summary>Starts one; it may await others that were started before.</summary>
    public Task Start(Func<CancellationToken, Task> work)
    {
        var task = Task.Run(() => work(cancellationToken), CancellationToken.None);
        started.Add(task);
        return task;
    }

    /// <summary>Starts one that gives something.</summary>
    public Task<T> Start<T>(Func<CancellationToken, Task<T>> work)
    {
        var task = Task.Run(() => work(cancellationToken), CancellationToken.None);
        started.Add(task);
        return task;
    }

    // Whoever awaited a step that failed has failed with the same exception.
    private static void Throw(IEnumerable<Exception> exceptions)
    {
        var causes = exceptions.Distinct().ToArray();
        if (causes.Length > 1 && causes.All(cause => cause is DemoException))
        {
            throw new SeveralFailuresException([.. causes.Cast<DemoException>()]);
        }

        if (causes.Length > 0)
        {
            ExceptionDispatchInfo.Throw(causes.FirstOrDefault(cause => cause is not DemoException) ?? causes[0]);
        }
    }
}

/// <summary>Several things failed independently of each other.</summary>
/// <param name="failures">At least two.</param>
public sealed class SeveralFailuresException(IReadOnlyList<DemoException> failures)
    : DemoException(
        $"{failures.Count} parts failed:\n{string.Join('\n', failures.Select(failure => $"- {failure.Message}"))}",
        $"{failures[0].Advice}\nthen: {string.Join("\nthen: ", failures.Skip(1).Select(failure => failure.Advice).Append("./demo up"))}",
        failures[0])
{
    /// <inheritdoc/>
    public override FaultOrigin Origin => failures.Any(failure => failure.Origin == FaultOrigin.Environment) ? FaultOrigin.Environment : FaultOrigin.Machine;
}
