using System.Text.RegularExpressions;
using DddAspire.DemoEnvironment.Distribution;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoRunner.Environments;
using DddAspire.DemoRunner.Stories;

namespace DddAspire.DemoRunner.Repository;

/// <summary>Makes a user's change in a clone of its own: clone, edit, commit, push, clone thrown away.</summary>
internal sealed partial class RepositoryEditor(PipelineAccess access, RegistryClient registry, StateLayout layout, StoryStage stage)
{
    /// <summary>Edits one integration.</summary>
    /// <returns>The full commit id; null when git held that already.</returns>
    /// <exception cref="StoryRefusedException">There is no such integration, tag or bar.</exception>
    /// <exception cref="StoryBusyException">A story is being told: only its own pushes belong into its measurement.</exception>
    public Task<string?> EditAsync(string integration, IntegrationEdit edit, CancellationToken cancellationToken) =>
        EditAsync(integration, _ => edit, cancellationToken);

    /// <summary>Edits one integration, given what its folder holds.</summary>
    /// <inheritdoc cref="EditAsync(string, IntegrationEdit, CancellationToken)"/>
    public async Task<string?> EditAsync(string integration, Func<IntegrationFolder, IntegrationEdit> choose, CancellationToken cancellationToken)
    {
        RefuseDuringAStory();
        using var clone = await CloneAsync(cancellationToken);
        await CheckAsync(clone, integration, cancellationToken);
        var folder = await clone.ReadAsync(integration, cancellationToken);
        var edit = choose(folder);
        Check(edit, folder);
        var ours = (access.TryGetState() ?? throw new EnvironmentMissingException()).Registry.Address;
        var files = edit.Apply(folder, await FixPackDigest.FindAsync(registry, ours, folder, edit.WantedFixPack, cancellationToken));
        return files == folder.Files ? null : await clone.PushAsync(integration, files, edit.Message(integration), story: null, cancellationToken);
    }

    /// <summary>Takes the last commit of one integration back by another one, as <c>git revert</c> does.</summary>
    /// <returns>The full commit id.</returns>
    /// <exception cref="StoryRefusedException">There is no such integration, or nothing to take back.</exception>
    /// <exception cref="StoryBusyException">A story is being told.</exception>
    public async Task<string?> RollBackAsync(string integration, CancellationToken cancellationToken)
    {
        RefuseDuringAStory();
        using var clone = await CloneAsync(cancellationToken);
        await CheckAsync(clone, integration, cancellationToken);
        return await clone.LastCommitAsync(integration, cancellationToken) is { } last
            ? await clone.RevertAsync([last], $"Roll {integration} back", cancellationToken)
            : throw new StoryRefusedException($"{integration} is as the repository began: there is no commit to take back.", "Change it first.");
    }

    /// <summary>Puts all integrations back to how the repository began.</summary>
    /// <returns>The full commit id; null when nothing differed.</returns>
    public async Task<string?> ResetAsync(CancellationToken cancellationToken)
    {
        RefuseDuringAStory();
        using var clone = await CloneAsync(cancellationToken);
        return await clone.PushFirstContentAsync(cancellationToken);
    }

    private static async Task CheckAsync(UserClone clone, string integration, CancellationToken cancellationToken)
    {
        var integrations = (await clone.TreesAsync(cancellationToken)).Keys;
        if (!integrations.Contains(integration))
        {
            throw new StoryRefusedException($"There is no integration '{integration}'.", $"Choose one of: {string.Join(", ", integrations)}.");
        }
    }

    // What is not there is for the pipeline to find out, with its line and hint; what is no name at all is refused here.
    private static void Check(IntegrationEdit edit, IntegrationFolder folder)
    {
        if (edit is IntegrationEdit.FixPack { Tag: var tag } && !ImageTag().IsMatch(tag ?? ""))
        {
            throw new StoryRefusedException($"'{tag}' is not an image tag.", $"Give one such as {Solution.NextFixPack}.");
        }

        if (edit is IntegrationEdit.Bar { Name: var bar } && !folder.Has(bar))
        {
            throw new StoryRefusedException($"{folder.Name} has no bar '{bar}'.", $"Choose one of: {string.Join(", ", folder.Bars)}.");
        }
    }

    // A push in between would be measured with the story's own, or collide with its way back.
    private void RefuseDuringAStory()
    {
        if (stage.Current is { Progress: { End: null } told })
        {
            throw new StoryBusyException(told);
        }
    }

    private async Task<UserClone> CloneAsync(CancellationToken cancellationToken)
    {
        var environment = access.TryGetState() ?? throw new EnvironmentMissingException();
        return await UserClone.CloneAsync(environment.Git, layout.Work, cancellationToken);
    }

    [GeneratedRegex(@"^[\w][\w.-]{0,127}$")]
    private static partial Regex ImageTag();
}
