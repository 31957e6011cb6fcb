namespace DddAspire.DemoRunner.Stories;

/// <summary>The two texts of an integration's folder in git that a story edits.</summary>
/// <param name="Dockerfile">Base image and bar.</param>
/// <param name="DeploymentFile">The name of the file that has the Deployment.</param>
/// <param name="Deployment">That file.</param>
internal sealed record IntegrationFiles(string Dockerfile, string DeploymentFile, string Deployment)
{
    public const string DockerfileName = "Dockerfile";
}
