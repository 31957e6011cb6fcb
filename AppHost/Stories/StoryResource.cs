namespace DddAspire.AppHost.Stories;

/// <summary>The scripted test of upgrade and rollback, told by the runner when everything is healthy, and again when asked for.</summary>
/// <param name="name">Its name in the model.</param>
/// <param name="selection">Which stories.</param>
/// <param name="rate">Calls a second.</param>
internal sealed class StoryResource(string name, ParameterResource selection, ParameterResource rate) : Resource(name), IResourceWithWaitSupport
{
    private int busy;

    /// <summary>The state of a story whose verdict is passed.</summary>
    public const string Passed = "Passed";

    /// <summary>The state of a story whose verdict is failed, or of several of which one was not as it should be.</summary>
    public const string Failed = "Failed";

    /// <summary>The state of a story on which the measurement can't decide.</summary>
    public const string Inconclusive = "Inconclusive";

    /// <summary>Which stories are told next.</summary>
    public ParameterResource Selection { get; } = selection;

    /// <summary>At how many calls a second.</summary>
    public ParameterResource Rate { get; } = rate;

    /// <summary>Whether it waits or is told.</summary>
    public bool Busy => busy != 0;

    /// <summary>Makes it busy, if it is not.</summary>
    public bool TryBegin() => Interlocked.Exchange(ref busy, 1) == 0;

    /// <summary>It has come to its end.</summary>
    public void End() => busy = 0;
}
