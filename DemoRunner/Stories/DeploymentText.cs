namespace DddAspire.DemoRunner.Stories;

/// <summary>Changes a Deployment's manifest as a person with an editor would, comments and order kept.</summary>
internal static class DeploymentText
{
    /// <summary>The same with the strategy that stops all old pods before it starts a new one.</summary>
    /// <exception cref="DeploymentTextException">It has no strategy block.</exception>
    public static string WithRecreate(string manifest)
    {
        var lines = manifest.Split('\n');
        var start = Array.FindIndex(lines, line => line.TrimEnd() is var text && text.TrimStart() == "strategy:");
        if (start < 0)
        {
            throw new DeploymentTextException();
        }

        var indent = Indent(lines[start]);
        var end = Array.FindIndex(lines, start + 1, line => line.Trim().Length > 0 && Indent(line) <= indent);
        var rest = end < 0 ? [] : lines[end..];
        return string.Join('\n', [.. lines[..(start + 1)], $"{new string(' ', indent + 2)}type: Recreate", .. rest]);
    }

    private static int Indent(string line) => line.Length - line.TrimStart().Length;
}
