using System.Globalization;

namespace DddAspire.IntegrationServer.Settings;

/// <summary>Reads the environment variables of the container.</summary>
internal sealed class ServerEnvironment(Func<string, string?> variable)
{
    public static ServerEnvironment OfProcess { get; } = new(Environment.GetEnvironmentVariable);

    public string Text(string name, string fallback) => variable(name) is { Length: > 0 } value ? value : fallback;

    public string Required(string name, string what) =>
        variable(name) is { Length: > 0 } value ? value : throw new SettingMissingException(name, what);

    public int Port(string name, int fallback) => variable(name) is not { Length: > 0 } value
        ? fallback
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue
            ? port
            : throw new SettingMissingException(name, "a port from 1 to 65535");
}
