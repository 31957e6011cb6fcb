namespace DddAspire.DemoRunner.Stories;

/// <summary>The two texts of an integration's folder in git that a story edits.</summary>
/// <param name="Dockerfile">Base image and bar.</param>
/// <param name="Deployment">deployment.yaml.</param>
internal sealed record IntegrationFiles(string Dockerfile, string Deployment)
{
    public const string DockerfileName = "Dockerfile";
    public const string DeploymentName = "deployment.yaml";
}
