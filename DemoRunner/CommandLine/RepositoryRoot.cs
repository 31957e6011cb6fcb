using DddAspire.Contracts.Faults;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary>Finds the checkout that kind/ and integrations/ are in.</summary>
internal static class RepositoryRoot
{
    /// <summary>Tells a copy of the program in the state folder where it came from.</summary>
    public const string Variable = "DDD_REPOSITORY";

    private const string Mark = "DddAspire.sln";

    /// <summary>The folder, by the variable, else above the program, else above the current folder.</summary>
    public static string Find() =>
        new[] { Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory, Directory.GetCurrentDirectory() }
            .Where(start => !string.IsNullOrEmpty(start))
            .Select(start => Above(start!))
            .FirstOrDefault(found => found is not null)
        ?? throw new MachineException($"no {Mark} above {AppContext.BaseDirectory}", $"export {Variable}=FOLDER   # the checkout of DddAspire");

    private static string? Above(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Mark)))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
