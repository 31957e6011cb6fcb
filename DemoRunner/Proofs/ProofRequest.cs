namespace DddAspire.DemoRunner.Proofs;

/// <summary>What is to be proved: that callers of an API notice nothing while a command of the user's runs.</summary>
/// <param name="Plan">Where and how often is called.</param>
/// <param name="Request">What is sent and what must be answered.</param>
/// <param name="Command">The command line that runs in the middle of the load.</param>
/// <param name="Before">How long the load runs before the command.</param>
/// <param name="After">How long it runs after the command has ended.</param>
/// <param name="CommandLimit">The longest that the command may take.</param>
internal sealed record ProofRequest(
    LoadPlan Plan, RequestPlan Request, string Command, TimeSpan Before, TimeSpan After, TimeSpan CommandLimit);
