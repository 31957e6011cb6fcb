using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.Support;

/// <summary>What this machine can run. On CI everything is expected: a missing engine fails there, it never skips.</summary>
public static class Host
{
    /// <summary>The reason shown for tests that were left out.</summary>
    public const string NeedsEngine = "needs Docker Engine or Podman, and that it answers (./demo doctor says what is missing)";

    /// <summary>The reason shown for page tests that were left out.</summary>
    public const string NeedsChromium = "needs Docker Engine or Podman, and chromium (Debian: apt-get install chromium)";

    /// <summary>Where Debian and Ubuntu put the browser.</summary>
    public const string Chromium = "/usr/bin/chromium";

    /// <summary>What runs the containers of tests, chosen as kind is told it.</summary>
    public static ContainerEngine Engine { get; } =
        EngineMarkerFile.Resolve(new StateLayout(DemoFixture.StateDirectory), Environment.GetEnvironmentVariable(ContainerEngine.Variable));

    private static readonly Lazy<bool> EngineAnswers = new(() => Answers(Engine.Command("info") with { Limit = TimeSpan.FromSeconds(20) }));

    /// <summary>Whether tests on a real cluster are run.</summary>
    public static bool CanRunTheDemo => IsCi || (OperatingSystem.IsLinux() && EngineAnswers.Value);

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
