using System.Globalization;
using System.Text.RegularExpressions;
using DddAspire.Contracts.Faults;
using Microsoft.Extensions.Configuration;

namespace DddAspire.AppHost;

/// <summary>Reads parameters; one that is not understood is told with the values that are.</summary>
/// <param name="configuration">Where <c>Parameters:NAME</c> is looked for.</param>
internal sealed partial class ParameterValues(IConfiguration configuration)
{
    /// <summary>Any text.</summary>
    public string Text(string name) =>
        configuration[$"Parameters:{name}"] is { Length: > 0 } given ? given
        : configuration[$"Parameters:{DemoSettings.ResourceName(name)}"] is { Length: > 0 } saved ? saved
        : DemoSettings.Defaults[name];

    /// <summary>One of a few words.</summary>
    public T Choice<T>(string name, IReadOnlyDictionary<string, T> words) =>
        words.TryGetValue(Text(name), out var choice) ? choice : throw Refusal(name, string.Join(", ", words.Keys));

    /// <summary>A port on 127.0.0.1.</summary>
    public int Port(string name) =>
        int.TryParse(Text(name), CultureInfo.InvariantCulture, out var port) ? port : throw Refusal(name, "1 to 65535");

    /// <summary>Calls a second.</summary>
    public double Rate(string name) => ParseRate(Text(name)) ?? throw Refusal(name, RateRange);

    /// <summary>The rates that there are.</summary>
    public const string RateRange = "1 to 10000";

    /// <summary>A rate, if it is one.</summary>
    public static double? ParseRate(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate is >= 1 and <= 10_000 ? rate : null;

    /// <summary>A secret; null when none was chosen.</summary>
    public string? Secret(string name) => configuration[$"Parameters:{name}"] switch
    {
        null or "" => null,
        // A refusal must not show it.
        var given when !SecretText().IsMatch(given) =>
            throw new MachineException($"parameter {name} is not understood; allowed: 12 to 100 letters and digits", "leave it out, then a random one is made"),
        var given => given,
    };

    /// <summary>Why a value is not taken.</summary>
    public MachineException Refusal(string name, string allowed) =>
        new($"parameter {name} is '{Text(name)}'; allowed: {allowed}", $"dotnet run --project AppHost -- --Parameters:{name}={DemoSettings.Defaults[name]}");

    [GeneratedRegex("^[A-Za-z0-9]{12,100}$", RegexOptions.CultureInvariant)]
    private static partial Regex SecretText();
}
