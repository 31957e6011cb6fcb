using DddAspire.DemoEnvironment.Git;
using DddAspire.DemoEnvironment.GitServers;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Steps;

namespace DddAspire.DemoEnvironment.Seeding;

/// <summary>Gives an empty repository its first commit, by clone, commit and push as any user would.</summary>
public sealed class RepositorySeed
{
    // Author and time are fixed, so that the same content is the same commit.
    private static readonly GitIdentity Author = new("Driveway Dent Deletion", GitAccount.Email) { Date = "2020-09-01T12:00:00Z" };
    private readonly EnvironmentOptions options;
    private readonly StepLog steps;

    internal RepositorySeed(EnvironmentOptions options, StepLog steps) => (this.options, this.steps) = (options, steps);

    /// <summary>Pushes the content of <c>integrations/</c> unless the repository has a commit already.</summary>
    public Task EnsureAsync(GitServerState server, string registry, CancellationToken cancellationToken) =>
        steps.RunAsync("Repository", async step =>
        {
            var git = new GitClient { Credentials = await GitCredentials.ReadAsync(server, cancellationToken), Identity = Author };
            var head = await git.RunAsync(options.StateDirectory, ["ls-remote", server.CloneUrl.ToString(), GitAccount.Branch], cancellationToken);
            if (head.Length > 0)
            {
                step.WasThere("has commits already");
                return;
            }

            await PushAsync(git, server, registry, cancellationToken);
            step.Made($"seeded {server.CloneUrl}");
        });

    /// <summary>The line that leaves a clone which can push without asking.</summary>
    public static string CloneCommand(GitServerState server, string token)
    {
        var address = new UriBuilder(server.CloneUrl) { UserName = server.Owner, Password = token };
        return $"git clone -c user.name={GitAccount.Owner} -c user.email={GitAccount.Email} {address.Uri}";
    }

    private async Task PushAsync(GitClient git, GitServerState server, string registry, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(options.Layout.Work, "seed");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        IntegrationsTree.Write(Path.Combine(options.RepositoryRoot, "integrations"), folder, registry);
        await git.RunAsync(folder, ["init", "--quiet", $"--initial-branch={GitAccount.Branch}"], cancellationToken);
        await git.RunAsync(folder, ["add", "--all"], cancellationToken);
        await git.RunAsync(folder, ["commit", "--quiet", "--message", "Deploy the Driveway Dent Deletion integrations"], cancellationToken);
        await git.RunAsync(folder, ["push", "--quiet", server.CloneUrl.ToString(), $"HEAD:{GitAccount.Branch}"], cancellationToken);
        Directory.Delete(folder, recursive: true);
    }
}
