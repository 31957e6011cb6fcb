using System.Collections.Immutable;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoRunner.Proofs;

/// <summary>Runs a proof: load, in its middle the command, load again, verdict.</summary>
internal sealed class ProofRunner(ProofRequest request, ProofProgress progress, TimeProvider time)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);
    private readonly Lock gate = new();
    private readonly TaskCompletionSource firstWindow = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableList<LoadWindow> windows = [];

    /// <summary>Each second of the load so far.</summary>
    public ImmutableList<LoadWindow> Windows
    {
        get
        {
            lock (gate)
            {
                return windows;
            }
        }
    }

    /// <summary>Runs it to its end, or to Ctrl+C: then what was found until then.</summary>
    /// <exception cref="Contracts.Faults.MachineException">What was asked can't be called.</exception>
    /// <exception cref="LoadProcessException">The load client did not do its work.</exception>
    public async Task<ProofEvidence> RunAsync(CancellationToken cancellationToken)
    {
        var limit = request.Before + request.CommandLimit + request.After + request.Plan.Timeout + Margin;
        await using var load = await LoadProcess.StartAsync(
            new PipeStart(request.Plan, request.Request), limit, TakeWindow, cancellationToken);
        CommandInfo? command = null;
        try
        {
            progress.Phase($"before the command, for {request.Before.TotalSeconds:0.#} s");
            await BaselineAsync(cancellationToken);
            if (load.IsRunning && Windows.Any(window => window.Succeeded > 0))
            {
                await load.MarkAsync(ProofPhases.During);
                progress.Phase($"during: {request.Command}");
                command = await CommandAsync(cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
                await load.MarkAsync(ProofPhases.After);
                progress.Phase($"after the command, for {request.After.TotalSeconds:0.#} s");
                await Task.Delay(request.After, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            progress.Phase("interrupted; waiting for the calls under way");
        }

        var found = new Redaction(request.Request.Headers, Environment.GetEnvironmentVariable).Apply(await load.StopAsync(request.Plan.Timeout));
        return new ProofEvidence(request, found, command, cancellationToken.IsCancellationRequested);
    }

    // A second is complete when its last call has ended: with a slow server some time after it.
    private async Task BaselineAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(request.Before, time, cancellationToken);
        await firstWindow.Task.WaitAsync(request.Plan.Timeout + TimeSpan.FromSeconds(5), time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task<CommandInfo> CommandAsync(CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        var result = await UserCommand.RunAsync(request.Command, request.CommandLimit, cancellationToken);
        return new CommandInfo(request.Command, startedAt, time.GetUtcNow(), result.End, result.ExitCode);
    }

    private void TakeWindow(LoadWindow window)
    {
        lock (gate)
        {
            windows = windows.Add(window);
        }

        firstWindow.TrySetResult();
        progress.Window(window);
    }
}
