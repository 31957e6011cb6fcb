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
    private readonly RecipeEstimate estimate;
    private readonly SharedFetches fetches;
    private volatile ImmutableSortedSet<ImageName> expected = [];

    /// <summary>Reads the list of public images below <paramref name="repositoryRoot"/>.</summary>
    /// <param name="repositoryRoot">The checkout.</param>
    /// <param name="engine">What has the images, and takes new ones.</param>
    /// <param name="steps">Where progress is told.</param>
    /// <param name="time">The clock.</param>
    /// <param name="nodeImage">The node's image, if the user has chosen one; it is not made here if it can't be had.</param>
    /// <param name="gitImage">Gitea's, if the user has chosen one.</param>
    public ImageSupply(string repositoryRoot, ContainerEngine engine, StepLog steps, TimeProvider time, string? nodeImage, string? gitImage)
    {
        var list = Path.Combine(repositoryRoot, "kind", "images", "upstream");
        upstream = File.Exists(list) ? UpstreamList.Parse(File.ReadAllText(list)) : ImmutableDictionary<ImageName, string>.Empty;
        if (nodeImage is not null)
        {
            (upstream, nodeIsChosen) = (upstream.SetItem(ImageName.Node, nodeImage), true);
        }

        if (gitImage is not null)
        {
            upstream = upstream.SetItem(ImageName.Gitea, gitImage);
        }

        recipes = new ImageRecipes(repositoryRoot, engine);
        puller = new ImagePuller(engine, time);
        (this.engine, this.steps) = (engine, steps);
        estimate = new RecipeEstimate(time);
        fetches = new SharedFetches(FindOrFetchAsync);
    }

    /// <summary>The images got so far, by name.</summary>
    public IReadOnlyDictionary<string, string> References =>
        fetches.Succeeded.ToImmutableSortedDictionary(image => image.Name.Text(), image => image.Reference);

    /// <summary>Names the images that are going to be asked for, so that it can be said at once what has to be made.</summary>
    public void Expect(params IEnumerable<ImageName> names) => expected = [.. names];

    /// <summary>Gets an image; who asks at the same time gets the same one, who asks after a failure tries again.</summary>
    /// <exception cref="ImageMissingException">It can be had in none of the ways.</exception>
    public Task<SuppliedImage> GetAsync(ImageName name, CancellationToken cancellationToken) => fetches.GetAsync(name, cancellationToken);

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

    /// <summary>Asks registries anew that could not be reached; for whoever tries again because something has been put right.</summary>
    public void ForgetUnreachable() => puller.Forget();

    /// <inheritdoc/>
    public void Dispose()
    {
        puller.Dispose();
        estimate.Dispose();
    }

    private async Task<SuppliedImage> FindOrFetchAsync(ImageName name, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is { } found)
        {
            return found;
        }

        string cause = "", advice = "";
        var fetched = await steps.RunAsync<SuppliedImage?>($"Image {name.Text()}", async step =>
        {
            (var pulled, cause, advice) = await TryPullAsync(name, step, cancellationToken);
            if (pulled is not null || HasRecipe(name))
            {
                return pulled ?? await MakeAsync(name, step, cancellationToken);
            }

            // Told by whoever asked: for Gitea there is something else.
            step.WasThere("not to be had here");
            return null;
        });
        return fetched ?? throw new ImageMissingException(name, cause, advice);
    }

    private async Task<(SuppliedImage? Image, string Cause, string Advice)> TryPullAsync(ImageName name, StepScope step, CancellationToken cancellationToken)
    {
        if (!upstream.TryGetValue(name, out var reference))
        {
            return (null, "kind/images/upstream does not name it", "./demo doctor");
        }

        var advice = $"{engine.Program} pull {reference}";
        switch (await puller.TryPullAsync(reference, step.Say, cancellationToken))
        {
            case PullResult.Refused(var cause):
                step.Say($"not pulled: {cause}");
                return (null, cause, advice);
            case PullResult.Unreachable unreachable:
                if (unreachable.First)
                {
                    await TellWhatIsMadeAsync(unreachable, cancellationToken);
                }

                return (null, $"{unreachable.Host} can't be reached: {unreachable.Cause}", advice);
            default:
                step.Made("pulled");
                return (new SuppliedImage(name, reference, ImageOrigin.Pulled), "", "");
        }
    }

    private async Task TellWhatIsMadeAsync(PullResult.Unreachable unreachable, CancellationToken cancellationToken)
    {
        steps.Notice($"{unreachable.Host} can't be reached from here ({unreachable.Cause})");
        var wanted = expected.Where(HasRecipe).ToArray();
        var found = await Task.WhenAll(wanted.Select(name => FindAsync(name, cancellationToken)));
        var missing = wanted.Where((_, index) => found[index] is null).ToArray();
        if (missing.Length > 0)
        {
            steps.Notice($"made from Debian packages instead, once: {string.Join(", ", missing.Select(name => name.Text()))}");
            steps.Notice($"that takes {RecipeEstimate.Text(RecipeEstimate.Expected(missing))} on two idle cores; cluster and integrations take about 2 min more");
        }
    }

    private async Task<SuppliedImage> MakeAsync(ImageName name, StepScope step, CancellationToken cancellationToken)
    {
        using var reporting = estimate.Start(name, steps);
        var made = await recipes.MakeAsync(name, line => reporting.Report(line, step), cancellationToken);
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
