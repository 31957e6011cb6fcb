using DddAspire.LoadClient.Calls;

namespace DddAspire.Unit.LoadClient.Runs;

/// <summary>A server that answers when the test says so, or at once.</summary>
internal sealed class FakeCaller : ICaller
{
    private readonly List<TaskCompletionSource<CallResult>> _held = [];

    public static CallResult Success { get; } = new(CallOutcome.Succeeded.Instance, null, Reused: true);

    public bool Holds { get; set; }

    /// <summary>A defect of the client itself: no call may end like this.</summary>
    public Exception? Defect { get; set; }

    public int Calls { get; private set; }

    public ValueTask<CallResult> CallAsync(PlannedCall call, bool fresh)
    {
        Calls++;
        if (Defect is not null)
        {
            throw Defect;
        }

        if (!Holds)
        {
            return ValueTask.FromResult(Success);
        }

        var held = new TaskCompletionSource<CallResult>();
        _held.Add(held);
        return new ValueTask<CallResult>(held.Task);
    }

    public void AnswerAll()
    {
        foreach (var held in _held)
        {
            held.TrySetResult(Success);
        }
    }
}
