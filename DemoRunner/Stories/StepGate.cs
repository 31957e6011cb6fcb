namespace DddAspire.DemoRunner.Stories;

/// <summary>Holds a story before each of its steps until the presenter says next, if the story is to be told like that. The load goes on meanwhile.</summary>
/// <param name="journal">Is told which step waits.</param>
/// <param name="time">The clock.</param>
/// <param name="story">Ends the story early, and with it the wait: what is left is the way back, which waits for nobody.</param>
internal sealed class StepGate(StoryJournal journal, TimeProvider time, CancellationTokenSource story)
{
    /// <summary>The longest that a presenter is waited for; a story that was forgotten must not keep its change in git and its load running for ever.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private (int Step, TaskCompletionSource Opened)? waiting;

    /// <summary>Why the story was stopped, if it was.</summary>
    public string StopReason { get; private set; } = "the story was stopped.";

    /// <summary>Waits until the presenter lets a step begin, or until the story is ended early.</summary>
    public async Task PassAsync(int step)
    {
        if (!journal.Progress.Request.Step || story.IsCancellationRequested)
        {
            return;
        }

        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waiting = (step, opened);
        }

        journal.Append(new StoryEvent.StepWaiting(time.GetUtcNow(), step));
        try
        {
            await opened.Task.WaitAsync(Limit, time, story.Token);
        }
        catch (TimeoutException)
        {
            StopReason = $"nobody said next before step {step} for {Limit.TotalMinutes:0} minutes, so the story was stopped.";
            await story.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // Whether the step still takes place is for the script to say: the way back does.
        }
        finally
        {
            lock (gate)
            {
                waiting = null;
            }
        }
    }

    /// <summary>Lets a step begin.</summary>
    /// <param name="step">The one that must be waiting; null for whichever is.</param>
    /// <returns>Whether it was waiting.</returns>
    public bool Open(int? step)
    {
        lock (gate)
        {
            return waiting is { } held && (step ?? held.Step) == held.Step && held.Opened.TrySetResult();
        }
    }
}
