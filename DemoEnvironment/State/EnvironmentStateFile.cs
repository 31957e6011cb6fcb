using System.Text.Json;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoEnvironment.Settings;

namespace DddAspire.DemoEnvironment.State;

/// <summary>The file <c>environment.json</c>: it is there when the environment is up, or was when last looked after.</summary>
public static class EnvironmentStateFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>What was set up; null when nothing was, or the file can't be read.</summary>
    public static EnvironmentState? Find(StateLayout layout)
    {
        try
        {
            return JsonSerializer.Deserialize<EnvironmentState>(File.ReadAllText(layout.Environment), Json);
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Puts a new state in the place of the old.</summary>
    public static void Write(StateLayout layout, EnvironmentState state) =>
        PrivateFile.Write(layout.Environment, JsonSerializer.Serialize(state, Json));
}
