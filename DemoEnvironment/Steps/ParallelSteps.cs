using System.Runtime.ExceptionServices;

namespace DddAspire.DemoEnvironment.Steps;

/// <summary>Steps side by side: the first failure stops the others, and is the one that is told.</summary>
internal sealed class ParallelSteps
{
    private readonly CancellationTokenSource stopping;
    private readonly List<Task> started = [];
    private readonly Lock gate = new();
    private Exception? first;

    private ParallelSteps(CancellationTokenSource stopping) => this.stopping = stopping;

    /// <summary>Lets <paramref name="start"/> start steps, and waits for all of them.</summary>
    public static async Task RunAsync(Action<ParallelSteps> start, CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var steps = new ParallelSteps(stopping);
        start(steps);
        await steps.EndAsync();
    }

    /// <summary>Starts one; it may await others that were started before.</summary>
    public Task Start(Func<CancellationToken, Task> work)
    {
        var task = Task.Run(() => RunAsync(work), CancellationToken.None);
        started.Add(task);
        return task;
    }

    /// <summary>Starts one that gives something.</summary>
    public async Task<T> Start<T>(Func<CancellationToken, Task<T>> work)
    {
        T result = default!;
        await Start(async token => { result = await work(token); });
        return result;
    }

    private async Task EndAsync()
    {
        try
        {
            await Task.WhenAll(started);
        }
        catch when (first is not null)
        {
            // WhenAll throws that of the first in the list; the others are mostly cancellations that followed from it.
            ExceptionDispatchInfo.Throw(first);
            throw;
        }
    }

    private async Task RunAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(stopping.Token);
        }
        catch (Exception exception) when (Note(exception))
        {
            await stopping.CancelAsync();
            throw;
        }
    }

    private bool Note(Exception exception)
    {
        lock (gate)
        {
            first ??= exception;
        }

        return true;
    }
}
