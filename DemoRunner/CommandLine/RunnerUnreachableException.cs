using DddAspire.DemoEnvironment.Faults;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary>The runner in the background does not answer, or cannot do its work.</summary>
internal sealed class RunnerUnreachableException : DemoException
{
    public RunnerUnreachableException(Uri? address, Exception innerException)
        : base($"The runner at {address} does not answer: {innerException.Message}", "./demo up   # starts it again; its log is logs/serve.log in the state folder", innerException)
    {
    }

    public RunnerUnreachableException(string detail, string advice)
        : base(detail, advice)
    {
    }
}
