using System.Text.Json;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;

namespace DddAspire.DemoRunner.Stories;

internal static class CurrentEnvironment
{
    public static async Task<EnvironmentState> ReadAsync(EnvironmentOptions options, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(Path.Combine(options.StateDirectory, "environment.json"));
        return await JsonSerializer.DeserializeAsync<EnvironmentState>(file, JsonSerializerOptions.Web, cancellationToken) ?? throw new JsonException();
    }
}
