namespace DddAspire.Contracts.Stories;

/// <summary>What an integration runs, as its Dockerfile says: the fix pack of the base image and the bar on top of it.</summary>
/// <param name="Runtime">Such as <c>12.0.11.0-r1</c>.</param>
/// <param name="Bar">Such as <c>AcmeV1</c>.</param>
public sealed record IntegrationVersion(string Runtime, string Bar)
{
    /// <summary>As the answers' header writes it.</summary>
    public override string ToString() => $"{Runtime}/{Bar}";
}
