using System.Text.RegularExpressions;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoRunner.Pipeline;
using DddAspire.DemoRunner.Stories;

namespace DddAspire.DemoRunner.Repository;

/// <summary>Makes a user's change in a clone of its own: clone, edit, commit, push, clone thrown away.</summary>
internal sealed partial class RepositoryDesk(PipelineAccess access, StateLayout layout)
{
    /// <summary>Edits one integration.</summary>
    /// <returns>The full commit id; null when git held that already.</returns>
    /// <exception cref="StoryRefusedException">There is no such integration, tag or bar.</exception>
    public async Task<string?> EditAsync(string integration, IntegrationEdit edit, CancellationToken cancellationToken)
    {
        if (!Solution.Integrations.Contains(integration))
        {
            throw new StoryRefusedException($"There is no integration '{integration}'.", $"Choose one of: {string.Join(", ", Solution.Integrations)}.");
        }

        using var clone = await CloneAsync(cancellationToken);
        var folder = await clone.ReadAsync(integration, cancellationToken);
        Check(edit, folder);
        var files = edit.Apply(folder.Files);
        return files == folder.Files ? null : await clone.PushAsync(integration, files, edit.Message(integration), cancellationToken);
    }

    /// <summary>Puts all integrations back to how the repository began.</summary>
    /// <returns>The full commit id; null when nothing differed.</returns>
    public async Task<string?> ResetAsync(CancellationToken cancellationToken)
    {
        using var clone = await CloneAsync(cancellationToken);
        return await clone.PushFirstContentAsync(cancellationToken);
    }

    // What is not there is for the pipeline to find out, with its line and hint; what is no name at all is refused here.
    private static void Check(IntegrationEdit edit, IntegrationFolder folder)
    {
        if (edit is IntegrationEdit.FixPack { Tag: var tag } && !ImageTag().IsMatch(tag ?? ""))
        {
            throw new StoryRefusedException($"'{tag}' is not an image tag.", $"Give one such as {Solution.NextFixPack}.");
        }

        if (edit is IntegrationEdit.Bar { Name: var bar } && !folder.Bars.Contains(bar))
        {
            throw new StoryRefusedException($"{folder.Name} has no bar '{bar}'.", $"Choose one of: {string.Join(", ", folder.Bars)}.");
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
