using System.Text;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoRunner.Git;

/// <summary>git commands with the pipeline's credentials, which travel in the environment and so never in an argument list.</summary>
internal static class GitAccount
{
    public static ToolCommand Command(GitServerState server, string token, params IReadOnlyList<string> arguments)
    {
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{server.Owner}:{token}"));
        return new ToolCommand("git", arguments)
        {
            Environment = new Dictionary<string, string?>
            {
                ["GIT_TERMINAL_PROMPT"] = "0",
                ["GIT_CONFIG_COUNT"] = "1",
                ["GIT_CONFIG_KEY_0"] = $"http.{server.BaseUrl}.extraHeader",
                ["GIT_CONFIG_VALUE_0"] = $"Authorization: Basic {basic}",
            },
            Secrets = [token, basic],
            Limit = TimeSpan.FromSeconds(60),
        };
    }
}
