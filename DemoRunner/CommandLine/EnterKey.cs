namespace DddAspire.DemoRunner.CommandLine;

/// <summary>The presenter's Enter: lets the step that waits begin. One that is pressed while none waits does nothing.</summary>
/// <param name="input">The terminal's lines.</param>
/// <param name="runner">Tells the story.</param>
internal sealed class EnterKey(TextReader input, RunnerClient runner)
{
    private volatile int waiting;
    private Task? listening;

    /// <summary>Says which step waits now; null for none.</summary>
    public void Awaits(int? step, CancellationToken cancellationToken)
    {
        waiting = step ?? 0;
        if (step is not null)
        {
            listening ??= ListenAsync(cancellationToken);
        }
    }

    // Reading from a terminal can't be cancelled: its thread ends with the program. At the input's end there are still the page's button and space bar.
    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        while (await Task.Run(input.ReadLine, cancellationToken) is not null)
        {
            if (waiting is > 0 and var step)
            {
                await NextAsync(step, cancellationToken);
            }
        }
    }

    private async Task NextAsync(int step, CancellationToken cancellationToken)
    {
        try
        {
            await runner.NextStepAsync(step, cancellationToken);
        }
        catch (RunnerRefusedException)
        {
            // Somebody at the page was faster.
        }
        catch (RunnerUnreachableException)
        {
            // Whoever follows the story says so.
        }
    }
}
