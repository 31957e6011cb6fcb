using DddAspire.LoadClient.Wire;

namespace DddAspire.LoadClient.Calls;

/// <summary>GET of one URL, over and over.</summary>
internal sealed class GetScript(Target target) : ICallScript
{
    private readonly GetCall _call = new(target);

    public PlannedCall Next() => _call;

    public void Ended(PlannedCall call, CallOutcome outcome)
    {
    }
}
