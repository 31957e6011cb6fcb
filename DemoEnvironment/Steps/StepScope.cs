namespace DddAspire.DemoEnvironment.Steps;

/// <summary>One step while it runs. It fails unless its work returns.</summary>
public sealed class StepScope
{
    private readonly IProgress<EnvironmentEvent> progress;

    internal StepScope(string name, IProgress<EnvironmentEvent> progress)
    {
        Name = name;
        this.progress = progress;
    }

    /// <summary>The step's name, as shown.</summary>
    public string Name { get; }

    internal string Detail { get; private set; } = "";

    internal bool Skipped { get; private set; }

    /// <summary>Says something on the way.</summary>
    public void Say(string line) => progress.Report(new EnvironmentEvent.StepProgressed(Name, line));

    /// <summary>Tells what came out of it, in a few words.</summary>
    public void Made(string detail) => (Detail, Skipped) = (detail, false);

    /// <summary>Tells whether something was removed or there was nothing.</summary>
    public void Removed(bool removed) => (Detail, Skipped) = (removed ? "removed" : "none here", !removed);

    /// <summary>Tells that there was nothing to do.</summary>
    public void WasThere(string detail) => (Detail, Skipped) = (detail, true);
}
