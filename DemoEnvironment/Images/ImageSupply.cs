using System.Collections.Concurrent;
using System.Collections.Immutable;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Steps;

namespace DddAspire.DemoEnvironment.Images;

/// <summary>Gets images: here already, else pulled by pinned reference, else made from Debian packages.</summary>
public sealed class ImageSupply : IDisposable
{
    private readonly ImmutableDictionary<ImageName, string> upstream;
    private readonly ImageRecipes recipes;
    private readonly bool nodeIsChosen;
    private readonly ContainerEngine engine;
    private readonly ImagePuller puller;
    private readonly StepLog steps;
    private readonly ConcurrentDictionary<ImageName, Lazy<Task<SuppliedImage>>> supplied = new();

    /// <summary>Reads the list of public images below <paramref name="repositoryRoot"/>.</summary>
    /// <param name="repositoryRoot">The checkout.</param>
    /// <param name="engine">What has the images, and takes new ones.</param>
    /// <param name="steps">Where progress is told.</param>
    /// <param name="nodeImage">The one image that the user may choose; it is not made here if it can't be had.</param>
    public ImageSupply(string repositoryRoot, ContainerEngine engine, StepLog steps, string? nodeImage)
    {
        var list = Path.Combine(repositoryRoot, "kind", "images", "upstream");
        upstream = File.Exists(list) ? UpstreamList.Parse(File.ReadAllText(list)) : ImmutableDictionary<ImageName, string>.Empty;
        if (nodeImage is not null)
        {
            (upstream, nodeIsChosen) = (upstream.SetItem(ImageName.Node, nodeImage), true);
        }

        recipes = new ImageRecipes(repositoryRoot, engine);
        puller = new ImagePuller(engine);
        (this.engine, this.steps) = (engine, steps);
    }

    /// <summary>The images got so far, by name.</summary>
    public IReadOnlyDictionary<string, string> References =>
        supplied.Values.Where(image => image.IsValueCreated && image.Value.IsCompletedSuccessfully)
            .Select(image => image.Value.Result)
            .ToImmutableSortedDictionary(image => image.Name.Text(), image => image.Reference);

    /// <summary>Gets an image; asked again, it gives the same answer.</summary>
    /// <exception cref="ImageMissingException">It can be had in none of the ways.</exception>
    public Task<SuppliedImage> GetAsync(ImageName name, CancellationToken cancellationToken) =>
        supplied.GetOrAdd(name, _ => new(() => FindOrFetchAsync(name, cancellationToken))).Value;

    /// <summary>The image if it is here already, else null; nothing is fetched.</summary>
    public async Task<SuppliedImage?> FindAsync(ImageName name, CancellationToken cancellationToken)
    {
        foreach (var reference in await CandidatesAsync(name, cancellationToken))
        {
            if (await engine.FindImageAsync(reference, cancellationToken) is not null)
            {
                return new SuppliedImage(name, reference, ImageOrigin.Local);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => puller.Dispose();

    private async Task<SuppliedImage> FindOrFetchAsync(ImageName name, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken)
        ?? await steps.RunAsync($"Image {name.Text()}", step => FetchAsync(name, step, cancellationToken));

    private async Task<SuppliedImage> FetchAsync(ImageName name, StepScope step, CancellationToken cancellationToken)
    {
        var cause = "kind/images/upstream does not name it";
        if (upstream.TryGetValue(name, out var reference))
        {
            var said = "";
            cause = await puller.TryPullAsync(reference, line => step.Say(said = line), cancellationToken);
            if (cause is null)
            {
                step.Made("pulled");
                return new SuppliedImage(name, reference, ImageOrigin.Pulled);
            }

            if (cause != said)
            {
                step.Say(cause);
            }
        }

        if (!HasRecipe(name))
        {
            throw new ImageMissingException(name, cause, reference is null ? "./demo doctor" : $"{engine.Program} pull {reference}");
        }

        var made = await recipes.MakeAsync(name, step.Say, cancellationToken);
        step.Made("made from Debian packages");
        return new SuppliedImage(name, made, ImageOrigin.Made);
    }

    private bool HasRecipe(ImageName name) => !(name == ImageName.Node && nodeIsChosen) && recipes.Has(name);

    private async Task<ImmutableArray<string>> CandidatesAsync(ImageName name, CancellationToken cancellationToken)
    {
        var candidates = ImmutableArray.CreateBuilder<string>();
        if (upstream.TryGetValue(name, out var pinned))
        {
            candidates.Add(pinned);
        }

        if (HasRecipe(name))
        {
            candidates.Add(await recipes.ReferenceAsync(name, cancellationToken));
        }

        return candidates.ToImmutable();
    }
}
