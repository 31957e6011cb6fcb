using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace DddAspire.DemoRunner.Stories;

/// <summary>The events of one story, appended by its teller and followed by any number of watchers, each from the first event on.</summary>
internal sealed class StoryJournal
{
    private readonly Lock gate = new();
    private TaskCompletionSource grown = NewSignal();

    public StoryJournal(StoryEvent.Started started)
    {
        Events = [started];
        Progress = StoryProgress.Begin(started);
    }

    /// <summary>All so far.</summary>
    public ImmutableList<StoryEvent> Events { get; private set; }

    /// <summary>Their fold.</summary>
    public StoryProgress Progress { get; private set; }

    /// <summary>Appends <paramref name="happened"/> and wakes the watchers.</summary>
    public void Append(StoryEvent happened)
    {
        TaskCompletionSource signal;
        lock (gate)
        {
            Progress = Progress.After(happened);
            Events = Events.Add(happened);
            (signal, grown) = (grown, NewSignal());
        }

        signal.SetResult();
    }

    /// <summary>Every event, those of the past first, to the end of the story.</summary>
    public async IAsyncEnumerable<StoryEvent> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var next = 0; ;)
        {
            ImmutableList<StoryEvent> events;
            Task more;
            lock (gate)
            {
                (events, more) = (Events, grown.Task);
            }

            for (; next < events.Count; next++)
            {
                yield return events[next];
            }

            if (events[^1] is StoryEvent.Ended)
            {
                yield break;
            }

            await more.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
