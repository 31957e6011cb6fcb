using System.Globalization;
using DddAspire.DemoEnvironment.Faults;
using Microsoft.Extensions.Configuration;

namespace DddAspire.AppHost;

/// <summary>Reads parameters; one that is not understood is told with the values that are.</summary>
/// <param name="configuration">Where <c>Parameters:NAME</c> is looked for.</param>
internal sealed class ParameterValues(IConfiguration configuration)
{
    /// <summary>Any text.</summary>
    public string Text(string name) =>
        configuration[$"Parameters:{name}"] is { Length: > 0 } given ? given : DemoSettings.Defaults[name];

    /// <summary>One of a few words.</summary>
    public T Choice<T>(string name, IReadOnlyDictionary<string, T> words) =>
        words.TryGetValue(Text(name), out var choice) ? choice : throw Refusal(name, string.Join(", ", words.Keys));

    /// <summary>A port on 127.0.0.1.</summary>
    public int Port(string name) =>
        int.TryParse(Text(name), CultureInfo.InvariantCulture, out var port) ? port : throw Refusal(name, "1 to 65535");

    /// <summary>Calls a second.</summary>
    public double Rate(string name) =>
        double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate > 0 && double.IsFinite(rate) ? rate : throw Refusal(name, "a number above 0");

    /// <summary>Why a value is not taken.</summary>
    public MachineException Refusal(string name, string allowed) =>
        new($"parameter {name} is '{Text(name)}'; allowed: {allowed}", $"dotnet run --project AppHost -- --Parameters:{name}={DemoSettings.Defaults[name]}");
}
