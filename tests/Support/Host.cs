using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.Support;

/// <summary>What this machine can run. On CI everything is expected: a missing Docker fails there, it never skips.</summary>
public static class Host
{
    /// <summary>The reason shown for tests that were left out.</summary>
    public const string NeedsDocker = "needs a Docker Engine that answers (./demo doctor says what is missing)";

    /// <summary>The reason shown for page tests that were left out.</summary>
    public const string NeedsChromium = "needs Docker and chromium (Debian: apt-get install chromium)";

    /// <summary>Where Debian and Ubuntu put the browser.</summary>
    public const string Chromium = "/usr/bin/chromium";

    private static readonly Lazy<bool> Docker = new(() => Answers(new("docker", ["version"]) { Limit = TimeSpan.FromSeconds(20) }));

    /// <summary>Whether tests on a real cluster are run.</summary>
    public static bool CanRunTheDemo => IsCi || (OperatingSystem.IsLinux() && Docker.Value);

    /// <summary>Whether tests of the page in a real browser are run.</summary>
    public static bool CanShowThePage => IsCi || (CanRunTheDemo && File.Exists(Chromium));

    private static bool IsCi => Environment.GetEnvironmentVariable("CI") is "true" or "1";

    private static bool Answers(ToolCommand command)
    {
        try
        {
            ToolRunner.RunAsync(command, CancellationToken.None).GetAwaiter().GetResult();
            return true;
        }
        catch (ToolException)
        {
            return false;
        }
    }
}
