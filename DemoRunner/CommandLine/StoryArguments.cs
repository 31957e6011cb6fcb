using System.CommandLine;
using DddAspire.LoadClient.CommandLine;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary>The options that say how a story is told.</summary>
internal sealed class StoryArguments
{
    private readonly Option<double?> rate = NumberOption.Of("--rate", $"Calls a second (default {StoryRequest.DefaultRate:0})");
    private readonly Option<double?> maxP99 = NumberOption.Of("--max-p99", "The highest p99 of the latency in ms with which a story may pass; without it a raised p99 is a note");
    private readonly Option<string?> space = new("--namespace") { HelpName = "NAME", Description = "Whose API the load calls (default ddd-test; for broken-fix-pack ddd-dev, where it is stopped)" };
    private readonly Option<string?> integration = new("--integration") { HelpName = "NAME", Description = "The integration to change (default ddd-acme; for downtime ddd-api)" };
    private readonly Option<bool> step = new("--step") { Description = "Wait before each step until Enter, or the page's button or space bar, says next; the load goes on" };
    private readonly Option<bool> exit = new("--exit") { Description = "Leave with the verdict as exit code" };

    /// <summary>All of them, to be added to each command that tells stories.</summary>
    public IEnumerable<Option> All => [.. Measured, step, exit];

    /// <summary>Those that say what is measured, and how.</summary>
    public IEnumerable<Option> Measured => [rate, maxP99, space, integration];

    /// <summary>What was asked for.</summary>
    public StoryOptions Read(ParseResult line) => new(line.GetValue(rate), line.GetValue(space), line.GetValue(integration)) { MaxP99 = line.GetValue(maxP99), Step = line.GetValue(step) };

    /// <summary>Whether to leave at the end.</summary>
    public bool Exit(ParseResult line) => line.GetValue(exit);
}
