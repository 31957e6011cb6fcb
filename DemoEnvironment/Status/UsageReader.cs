using System.Collections.Immutable;
using System.Globalization;
using DddAspire.DemoEnvironment.Programs;
using DddAspire.DemoEnvironment.Registries;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Status;

/// <summary>What the demo takes of the machine, to see over time whether it grows.</summary>
public sealed class UsageReader(EnvironmentOptions options)
{
    /// <summary>The usage now.</summary>
    /// <param name="programs">The programs in the background.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ToolException">The registry's container could not be asked.</exception>
    public async Task<EnvironmentUsage> ReadAsync(IEnumerable<ProgramSpec> programs, CancellationToken cancellationToken) => new(
        [.. programs.Select(program => Read(program.Name)).OfType<ProgramUsage>()],
        await RegistryBytesAsync(cancellationToken),
        StateBytes());

    private ProgramUsage? Read(string program) =>
        PidRecord.Find(options.Layout.PidFile(program)) is { } record
        && ProgramPlans.Runs(record, ProcessIdentity.Read(record.Pid)) && ProcessUsage.Read(record.Pid) is { } usage
            ? new(program, usage.MemoryBytes, usage.Handles)
            : null;

    private async Task<long?> RegistryBytesAsync(CancellationToken cancellationToken)
    {
        if (options.Cluster != ClusterChoice.Kind)
        {
            return null;
        }

        var asked = await ToolRunner.RunAsync(options.Engine.Command("exec", LocalRegistry.ContainerName, "du", "-sk", "/var/lib/registry"), cancellationToken);
        return long.Parse(asked.StandardOutput.Split('\t')[0], CultureInfo.InvariantCulture) * 1024;
    }

    // Reports are kept for people, who remove them when they like.
    private long StateBytes() => new DirectoryInfo(options.Layout.Root)
        .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint })
        .Where(file => !file.FullName.StartsWith(options.Layout.Reports, StringComparison.Ordinal))
        .Sum(LengthOf);

    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (IOException)
        {
            // It went away meanwhile.
            return 0;
        }
    }
}

/// <summary>What the demo takes of the machine.</summary>
/// <param name="Programs">Each program in the background that runs.</param>
/// <param name="RegistryBytes">What the registry's volume holds; null when the registry is the user's.</param>
/// <param name="StateBytes">What the state folder holds, reports left out.</param>
public sealed record EnvironmentUsage(ImmutableArray<ProgramUsage> Programs, long? RegistryBytes, long StateBytes);

/// <summary>What a program in the background takes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MemoryBytes">Of its memory, what is in RAM.</param>
/// <param name="Handles">Open files, sockets and the like.</param>
public sealed record ProgramUsage(string Name, long MemoryBytes, int Handles);
