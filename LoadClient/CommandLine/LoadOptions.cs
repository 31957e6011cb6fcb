using System.CommandLine;

namespace DddAspire.LoadClient.CommandLine;

/// <summary>The options of the command line and the plan that they make.</summary>
internal sealed class LoadOptions
{
    private readonly Option<string?> _url = new("--url") { Description = "where the calls go, e.g. http://127.0.0.1:8080" };
    private readonly Option<double?> _rate = NumberOption.Of("--rate", "calls a second", 50);
    private readonly Option<double?> _rampFrom = NumberOption.Of("--ramp-from", "calls a second at the start of a ramp up or down to --rate");
    private readonly Option<TimeSpan?> _rampFor = Duration("--ramp-for", "how long the ramp takes, e.g. 30s");
    private readonly Option<TimeSpan?> _duration = Duration("--duration", "how long, e.g. 30s, 5m, 1h; until Ctrl+C without it");
    private readonly Option<TimeSpan?> _timeout = Duration("--timeout", "how long one call may take; 2s without it");
    private readonly Option<double?> _freshShare = NumberOption.Of("--fresh-share", "the share of calls, 0 to 1, on a connection of their own", 0.1);
    private readonly Option<int> _maxInFlight = new("--max-in-flight")
    {
        Description = "calls under way at a time; one due beyond it is not sent and counts as failed",
        DefaultValueFactory = _ => 1024,
    };

    private readonly Option<double?> _maxP99 = NumberOption.Of("--max-p99", "the highest p99 of the latency in ms that the verdict accepts; no limit without it");
    private readonly Option<bool> _get = new("--get") { Description = "GET the url as it is, instead of posting and reading quotes" };
    private readonly Option<bool> _json = new("--json") { Description = "print nothing but the report, as JSON" };
    private readonly Option<int?> _controlPort = new("--control-port") { Description = "take orders by HTTP on this port of 127.0.0.1 instead" };

    private readonly Option<bool> _pipe = new("--pipe") { Description = "be the child of another program: requests on standard input, events on standard output" };

    public RootCommand ToCommand()
    {
        var command = new RootCommand("Calls at a fixed rate, whatever the server does, and says what a caller would have seen.")
        {
            _url, _rate, _rampFrom, _rampFor, _duration, _timeout, _freshShare, _maxInFlight, _maxP99, _get, _json, _controlPort, _pipe,
        };
        command.Validators.Add(result =>
        {
            var asked = result.GetValue(_controlPort) is null && !result.GetValue(_pipe);
            if (asked && result.GetValue(_url) is null)
            {
                result.AddError("--url is missing: where do the calls go?");
            }
        });
        return command;
    }

    public bool Pipe(ParseResult parsed) => parsed.GetValue(_pipe);

    public int? ControlPort(ParseResult parsed) => parsed.GetValue(_controlPort);

    public SessionView ViewOf(ParseResult parsed) => parsed.GetValue(_json) ? SessionView.Json
        : Console.IsOutputRedirected ? SessionView.Lines
        : SessionView.Table;

    public LoadPlan PlanOf(ParseResult parsed) => new(parsed.GetValue(_url)!)
    {
        Rate = parsed.GetValue(_rate)!.Value,
        RampFrom = parsed.GetValue(_rampFrom),
        RampSeconds = parsed.GetValue(_rampFor)?.TotalSeconds,
        TimeoutMs = (int?)parsed.GetValue(_timeout)?.TotalMilliseconds ?? 2000,
        FreshConnectionShare = parsed.GetValue(_freshShare)!.Value,
        DurationSeconds = parsed.GetValue(_duration)?.TotalSeconds,
        Script = parsed.GetValue(_get) ? CallScript.Get : CallScript.Quotes,
        MaxInFlight = parsed.GetValue(_maxInFlight),
        Objectives = new LoadObjectives(MaxP99Ms: parsed.GetValue(_maxP99)),
    };

    private static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            if (DurationText.TryParse(result.Tokens[0].Value, out var duration))
            {
                return duration;
            }

            result.AddError($"{name}: '{result.Tokens[0].Value}' is no duration such as 500ms, 30s, 5m or 1h");
            return null;
        },
    };
}
