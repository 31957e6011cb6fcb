using DddAspire.DemoEnvironment.Faults;

namespace DddAspire.AppHost.Runner;

/// <summary>The runner would not, or could not, do what a command asked.</summary>
internal sealed class RunnerRefusedException(string message, string advice) : DemoException(message, advice);
