using System.Text;
using DddAspire.DemoEnvironment.GitServers;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Steps;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Seeding;

/// <summary>Gives an empty repository its first commit, by clone, commit and push as any user would.</summary>
public sealed class RepositorySeed
{
    private const string Date = "2020-09-01T12:00:00Z";
    private readonly EnvironmentOptions options;
    private readonly StepLog steps;

    internal RepositorySeed(EnvironmentOptions options, StepLog steps) => (this.options, this.steps) = (options, steps);

    /// <summary>Pushes the content of <c>integrations/</c> unless the repository has a commit already.</summary>
    public Task EnsureAsync(GitServerState server, string registry, CancellationToken cancellationToken) =>
        steps.RunAsync("Repository", async step =>
        {
            var token = (await File.ReadAllTextAsync(server.TokenFile, cancellationToken)).Trim();
            var head = await GitAsync(null, token, ["ls-remote", server.CloneUrl.ToString(), GitAccount.Branch], server, cancellationToken);
            if (head.Length > 0)
            {
                step.WasThere("has commits already");
                return;
            }

            await PushAsync(server, token, registry, cancellationToken);
            step.Made($"seeded {server.CloneUrl}");
        });

    /// <summary>The line that leaves a clone which can push without asking.</summary>
    public static string CloneCommand(GitServerState server, string token)
    {
        var address = new UriBuilder(server.CloneUrl) { UserName = server.Owner, Password = token };
        return $"git clone -c user.name={GitAccount.Owner} -c user.email={GitAccount.Email} {address.Uri}";
    }

    private async Task PushAsync(GitServerState server, string token, string registry, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(options.Layout.Work, "seed");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        IntegrationsTree.Write(Path.Combine(options.RepositoryRoot, "integrations"), folder, registry);
        await GitAsync(folder, token, ["init", "--quiet", $"--initial-branch={GitAccount.Branch}"], server, cancellationToken);
        await GitAsync(folder, token, ["add", "--all"], server, cancellationToken);
        await GitAsync(folder, token, ["commit", "--quiet", "--message", "Deploy the Driveway Dent Deletion integrations"], server, cancellationToken);
        await GitAsync(folder, token, ["push", "--quiet", server.CloneUrl.ToString(), $"HEAD:{GitAccount.Branch}"], server, cancellationToken);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> GitAsync(
        string? folder, string token, IReadOnlyList<string> arguments, GitServerState server, CancellationToken cancellationToken)
    {
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{server.Owner}:{token}"));
        var result = await ToolRunner.RunAsync(
            new ToolCommand("git", ["-c", "core.autocrlf=false", "-c", "commit.gpgsign=false", .. arguments])
            {
                WorkingDirectory = folder,
                Secrets = [token, basic],
                Environment = Identity(server, basic),
            },
            cancellationToken);
        return result.StandardOutput;
    }

    // The token goes by the environment, where other users of this machine do not see it; author and time are fixed, so that
    // the same content is the same commit.
    private static Dictionary<string, string?> Identity(GitServerState server, string basic) => new()
    {
        ["GIT_TERMINAL_PROMPT"] = "0",
        ["GIT_CONFIG_COUNT"] = "1",
        ["GIT_CONFIG_KEY_0"] = $"http.{server.BaseUrl}.extraHeader",
        ["GIT_CONFIG_VALUE_0"] = $"Authorization: Basic {basic}",
        ["GIT_AUTHOR_NAME"] = "Driveway Dent Deletion",
        ["GIT_AUTHOR_EMAIL"] = GitAccount.Email,
        ["GIT_AUTHOR_DATE"] = Date,
        ["GIT_COMMITTER_NAME"] = "Driveway Dent Deletion",
        ["GIT_COMMITTER_EMAIL"] = GitAccount.Email,
        ["GIT_COMMITTER_DATE"] = Date,
    };
}
