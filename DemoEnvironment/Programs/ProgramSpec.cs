namespace DddAspire.DemoEnvironment.Programs;

/// <summary>A program of ours that works in the background.</summary>
/// <param name="Name">Its name, which is also that of its log and pid file.</param>
/// <param name="Assembly">The file name of its assembly; empty for one that is only to be stopped, whichever it is.</param>
/// <param name="Arguments">Its command line.</param>
/// <param name="Health">Answers with success when it works.</param>
public sealed record ProgramSpec(string Name, string Assembly, IReadOnlyList<string> Arguments, Uri Health)
{
    /// <summary>Variables set on top of the inherited environment.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; init; } = new Dictionary<string, string?>();
}
