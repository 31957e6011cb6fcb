using System.Globalization;

namespace DddAspire.DemoEnvironment.Tools;

/// <summary>Who started whom, on Linux.</summary>
internal static class ProcessTree
{
    /// <summary>The processes below <paramref name="root"/>: its children, and theirs.</summary>
    public static IReadOnlyList<int> Below(int root)
    {
        var children = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? (Id: id, Parent: ParentOf(id)) : (Id: 0, Parent: null))
            .Where(process => process.Parent is not null)
            .ToLookup(process => process.Parent!.Value, process => process.Id);
        var found = new List<int>();
        for (var next = new Queue<int>([root]); next.TryDequeue(out var parent);)
        {
            foreach (var child in children[parent])
            {
                found.Add(child);
                next.Enqueue(child);
            }
        }

        return found;
    }

    private static int? ParentOf(int id)
    {
        try
        {
            // The second field is the program's name in brackets and may hold anything; the parent is the fourth.
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has just ended.
            return null;
        }
    }
}
