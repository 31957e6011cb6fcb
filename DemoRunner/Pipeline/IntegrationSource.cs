namespace DddAspire.DemoRunner.Pipeline;

/// <summary>An integration as a commit has it, on disk and ready to be built.</summary>
/// <param name="Name">The folder's name and the Deployment's.</param>
/// <param name="Folder">Its files.</param>
/// <param name="Dockerfile">What its Dockerfile says.</param>
/// <param name="ContentHash">16 hex digits over the folder's content and the base image's digest: the same hash is the same image.</param>
internal sealed record IntegrationSource(string Name, string Folder, DockerfileFacts Dockerfile, string ContentHash);

/// <summary>An image that the registry has; only such a one can be deployed.</summary>
/// <param name="Source">What it was made from.</param>
/// <param name="Reference">registry/name@sha256:…</param>
/// <param name="Built">False when the registry had it already.</param>
internal sealed record PushedImage(IntegrationSource Source, string Reference, bool Built);
