using DddAspire.DemoEnvironment.Bars;

namespace DddAspire.DemoEnvironment.Seeding;

/// <summary>The first content of the git repository: the folder <c>integrations/</c> with its bars packed and the registry's address in it.</summary>
internal static class IntegrationsTree
{
    private const string BarSources = "bars";
    private const string AddressInSources = "localhost:5001/";

    /// <summary>Writes it into an empty folder.</summary>
    /// <param name="source">The project's integrations/ folder.</param>
    /// <param name="target">Where to.</param>
    /// <param name="registry">host:port of the registry that the base images are in.</param>
    public static void Write(string source, string target, string registry)
    {
        foreach (var integration in Directory.GetDirectories(source))
        {
            var folder = Path.Combine(target, Path.GetFileName(integration));
            Directory.CreateDirectory(folder);
            foreach (var file in Directory.GetFiles(integration))
            {
                var text = File.ReadAllText(file).Replace(AddressInSources, $"{registry}/", StringComparison.Ordinal);
                File.WriteAllText(Path.Combine(folder, Path.GetFileName(file)), text);
            }

            PackBars(Path.Combine(integration, BarSources), folder);
        }
    }

    private static void PackBars(string sources, string folder)
    {
        foreach (var bar in Directory.Exists(sources) ? Directory.GetDirectories(sources) : [])
        {
            using var packed = File.Create(Path.Combine(folder, $"{Path.GetFileName(bar)}.bar"));
            BarPacker.Pack(bar, packed);
        }
    }
}
