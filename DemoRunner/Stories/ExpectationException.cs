using DddAspire.Contracts.Faults;

namespace DddAspire.DemoRunner.Stories;

/// <summary>The thing under test did not do what a step expected of it.</summary>
internal sealed class ExpectationException(string message, string advice) : DemoException(message, advice);
