namespace DddAspire.DemoEnvironment.Steps;

/// <summary>What happens while the environment is set up or removed, for whoever shows it.</summary>
public abstract record EnvironmentEvent
{
    private EnvironmentEvent()
    {
    }

    /// <summary>A step began.</summary>
    public sealed record StepStarted(string Step) : EnvironmentEvent;

    /// <summary>A step has something to say on the way, such as a line of an image build.</summary>
    public sealed record StepProgressed(string Step, string Line) : EnvironmentEvent;

    /// <summary>A step did its work and verified it.</summary>
    public sealed record StepSucceeded(string Step, string Detail, TimeSpan Duration) : EnvironmentEvent;

    /// <summary>A step found its work done already.</summary>
    public sealed record StepSkipped(string Step, string Detail, TimeSpan Duration) : EnvironmentEvent;

    /// <summary>A step ended without having done its work; the exception follows by the caller's way.</summary>
    public sealed record StepFailed(string Step, string Cause, TimeSpan Duration) : EnvironmentEvent;

    /// <summary>Something the user should know that belongs to no step.</summary>
    public sealed record Noticed(string Text) : EnvironmentEvent;
}
