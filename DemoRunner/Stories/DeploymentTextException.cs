using DddAspire.Contracts.Faults;

namespace DddAspire.DemoRunner.Stories;

/// <summary>A Deployment's manifest is not of the form that can be edited for a user.</summary>
internal sealed class DeploymentTextException() : DemoException(
    "deployment.yaml has no 'strategy:' block to change.",
    "POST http://127.0.0.1:5050/reset puts git back to what it held at first.");
