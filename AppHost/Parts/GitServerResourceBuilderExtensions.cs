using DddAspire.DemoEnvironment.GitServers;

namespace DddAspire.AppHost.Parts;

/// <summary>Adds the git server and its repository.</summary>
internal static class GitServerResourceBuilderExtensions
{
    /// <summary>The git server: Gitea where its image can be had, else the built-in one.</summary>
    public static IResourceBuilder<GitServerResource> AddGitServer(this IDistributedApplicationBuilder builder, [ResourceName] string name) =>
        builder.AddPart(new GitServerResource(name), "BranchFork")
            .WithUrl(Loopback.Url(builder.DemoSettings.Environment.Ports.Git, $"/{GitAccount.Owner}/{GitAccount.Repository}"), "Repository");

    /// <summary>The first content of the git repository.</summary>
    public static IResourceBuilder<SetUpResource> AddRepository(this IResourceBuilder<GitServerResource> git, [ResourceName] string name) =>
        git.ApplicationBuilder.AddPart(
            new SetUpResource(name, "Git repository", (local, token) => local.Seed.EnsureAsync(git.Resource.State, local.Registry.Address, token)), "DocumentFolder")
            .WithParentRelationship(git);

    /// <summary>Says that a program clones from the git server and gets its webhooks; it finds in DDD_GIT which one it is.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> caller, IResourceBuilder<GitServerResource> git)
        where T : IResource => caller
            .WithVariable("DDD_GIT", () => git.Resource.State.Kind)
            .WithReferenceRelationship(git);
}
