using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Images;

/// <summary>The recipes that make images from Debian packages: <c>kind/images/make</c>.</summary>
/// <param name="repositoryRoot">Where kind/ is.</param>
/// <param name="engine">What gets the images.</param>
internal sealed class ImageRecipes(string repositoryRoot, ContainerEngine engine)
{
    /// <summary>What the recipes put before an image's name.</summary>
    public const string Prefix = "ddd-";

    private static readonly TimeSpan MakeLimit = TimeSpan.FromMinutes(45);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);
    private readonly string folder = Path.Combine(repositoryRoot, "kind", "images");

    /// <summary>Whether there is a recipe and a shell to run it.</summary>
    public bool Has(ImageName name) => !OperatingSystem.IsWindows() && Directory.Exists(Path.Combine(folder, name.Text()));

    /// <summary>The reference that the recipe's image has or would have.</summary>
    public async Task<string> ReferenceAsync(ImageName name, CancellationToken cancellationToken) =>
        LastLine(await ToolRunner.RunAsync(Make(["--reference", name.Text()]), cancellationToken));

    /// <summary>Makes the image unless it is there. One that is stopped or fails leaves nothing behind.</summary>
    /// <exception cref="ImageMissingException">The recipe did not come to its end.</exception>
    public async Task<string> MakeAsync(ImageName name, Action<string> onLine, CancellationToken cancellationToken)
    {
        try
        {
            return LastLine(await ToolRunner.RunAsync(Make([name.Text()]) with { Limit = MakeLimit, Grace = Grace }, onLine, cancellationToken));
        }
        catch (ToolException exception) when (exception is ToolFailedException or ToolTimedOutException)
        {
            var said = exception is ToolFailedException failed ? failed.Evidence : exception.Message;
            throw new ImageMissingException(name, $"its recipe failed\n{said}", $"kind/images/make {name.Text()}   # that image alone; then ./demo goes on where it stopped", exception);
        }
    }

    private ToolCommand Make(IReadOnlyList<string> arguments) => new("bash", [Path.Combine(folder, "make"), .. arguments])
    {
        Environment = new Dictionary<string, string?> { [ContainerEngine.Variable] = engine.Program },
    };

    /// <summary>Whether a line of a recipe's output is the image's reference, its answer.</summary>
    public static bool IsReference(string line) => line.StartsWith(Prefix, StringComparison.Ordinal) || line.StartsWith($"localhost/{Prefix}", StringComparison.Ordinal);

    private static string LastLine(ToolResult result) => result.StandardOutput.Split('\n')[^1].Trim();
}
