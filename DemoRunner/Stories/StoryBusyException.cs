using DddAspire.Contracts.Faults;

namespace DddAspire.DemoRunner.Stories;

/// <summary>Another story is being told.</summary>
internal sealed class StoryBusyException(StoryProgress other) : MachineException(
    $"Story {StoryNames.Format(other.Request.Story)} is being told since {other.StartedAt:HH:mm:ss} UTC.",
    "Wait for its end, or stop it: curl -X POST http://127.0.0.1:5050/stories/current/cancel");
