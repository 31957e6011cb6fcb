using DddAspire.DemoEnvironment.Faults;

namespace DddAspire.DemoEnvironment.Steps;

/// <summary>What was waited for did not come within its limit.</summary>
public sealed class WaitTimedOutException(Wait wait, string lastSeen)
    : DemoException($"waited {wait.Limit.TotalSeconds:0} s for {wait.What}; last seen: {lastSeen}", wait.Advice);
