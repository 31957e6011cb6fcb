using DddAspire.DemoRunner.Dockerfiles;
using DddAspire.DemoRunner.Manifests;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>An integration as a commit has it, on disk and ready to be built.</summary>
/// <param name="Name">The folder's name and the Deployment's.</param>
/// <param name="Folder">Its files.</param>
/// <param name="Tree">Git's own hash of the folder.</param>
/// <param name="Dockerfile">What docker is going to do.</param>
/// <param name="Manifests">What is to be applied.</param>
/// <param name="ContentHash">16 hex digits over the folder's content and the base images' digests: the same hash is the same image.</param>
internal sealed record IntegrationSource(string Name, string Folder, string Tree, BuildPlan Dockerfile, ManifestSet Manifests, string ContentHash);

/// <summary>An image that the registry has; only such a one can be deployed.</summary>
/// <param name="Source">What it was made from.</param>
/// <param name="Reference">registry/name@sha256:…</param>
/// <param name="Runtime">The fix pack, as the image itself tells it; the base image's tag or short digest where it tells none.</param>
/// <param name="Built">False when the registry had it already.</param>
internal sealed record PushedImage(IntegrationSource Source, string Reference, string Runtime, bool Built);
