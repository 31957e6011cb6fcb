using System.Collections.Immutable;
using System.Text.Json;
using DddAspire.DemoEnvironment.Secrets;

namespace DddAspire.DemoEnvironment.Programs;

/// <summary>Which process a background program is: the content of its pid file.</summary>
/// <param name="Pid">The process id, which is also its process group's.</param>
/// <param name="Mark">What tells it from a later process of the same id.</param>
/// <param name="Build">Which build of the program it runs.</param>
/// <param name="Arguments">Its command line.</param>
internal sealed record PidRecord(int Pid, string Mark, string Build, ImmutableArray<string> Arguments)
{
    /// <summary>Reads a pid file; null when there is none or it can't be read.</summary>
    public static PidRecord? Find(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<PidRecord>(File.ReadAllText(path), JsonSerializerOptions.Web);
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The builds that all programs with a pid file in a folder run.</summary>
    public static IReadOnlySet<string> BuildsIn(string folder) =>
        Directory.GetFiles(folder, "*.pid").Select(Find).OfType<PidRecord>().Select(record => record.Build).ToHashSet();

    /// <summary>Writes it.</summary>
    public void Write(string path) => PrivateFile.Write(path, JsonSerializer.Serialize(this, JsonSerializerOptions.Web));
}
