using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using DddAspire.Contracts.Faults;

namespace DddAspire.DemoEnvironment.Settings;

/// <summary>
/// What a person is told to do next, as it holds for the options that were given. Advice is written where a failure is noticed, for the
/// default folder and ports: <c>./demo up</c>, <c>.demo/kubeconfig</c>, <c>http://127.0.0.1:5050</c>. It passes here on its way to people.
/// </summary>
public static partial class Advice
{
    private const string StateOption = "--state";

    /// <summary>The text with what was chosen in it: the options of each <c>./demo</c>, the state folder's path, the ports of addresses.</summary>
    /// <param name="text">Advice, or a message that has some in it.</param>
    /// <param name="options">What was given.</param>
    public static string For(string text, EnvironmentOptions options)
    {
        var isDefaultFolder = options.StateDirectory == Path.Combine(options.RepositoryRoot, ".demo");
        string[] folder = isDefaultFolder ? [] : [StateOption, Quoted(options.StateDirectory)];
        ImmutableArray<PortUse> ports = [.. PortUses.Of(options.Ports).Except(PortUses.Of(new Ports()))];
        var fitting = Command().Replace(text, command => WithOptions(command, folder, ports));
        fitting = isDefaultFolder ? fitting : StateFile().Replace(fitting, Quoted(options.StateDirectory) + "/");
        return RunnerOrLoadClient().Replace(fitting, address => address.Groups["port"].Value == Text(new Ports().Page) ? Text(options.Ports.Page) : Text(options.Ports.Load));
    }

    /// <summary>A failure as a log has it: what happened, then what to do next.</summary>
    public static string Of(DemoException fault, EnvironmentOptions options) => $"{fault.Message}\nNext: {For(fault.Advice, options)}";

    private static string WithOptions(Match command, IReadOnlyList<string> folder, ImmutableArray<PortUse> ports)
    {
        var rest = command.Groups["rest"].Value;
        string[] missing =
        [
            .. IsGiven(StateOption, rest) ? [] : folder,
            .. ports.Where(port => !IsGiven(port.Option, rest)).Select(port => $"{port.Option} {Text(port.Number)}"),
        ];
        return string.Join(' ', [command.Groups["verb"].Value, .. missing]) + rest;
    }

    private static bool IsGiven(string option, string words) => words.Split(' ').Contains(option);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string path) =>
        path.All(c => char.IsLetterOrDigit(c) || "-_=./:@%+,".Contains(c, StringComparison.Ordinal)) ? path : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    // To the end of the command; what is no command of an environment's, such as --help, stays as it is.
    [GeneratedRegex(@"(?<verb>\./demo(?: (?:run|up|down|status|doctor|serve|report|story(?: [a-z-]+)?))?)(?! --help| prove)(?![\w/-])(?<rest>(?: --?[\w-]+(?: [^-\s#;'][^\s#;']*)?)*)")]
    private static partial Regex Command();

    // The only addresses that advice is written with; all others are known where it is written.
    [GeneratedRegex(@"(?<=http://127\.0\.0\.1:)(?<port>5050|5055)(?=/)")]
    private static partial Regex RunnerOrLoadClient();

    [GeneratedRegex(@"(?<![\w./])\.demo/")]
    private static partial Regex StateFile();
}
