using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Stories;

/// <summary>The stories as data.</summary>
internal static class StoryScripts
{
    /// <summary>The first step of each.</summary>
    public const string Deployed = "The integration solution is deployed and answers; all run what git says";

    /// <summary>The second step of each.</summary>
    public const string Load = "Continuous load runs: calls and answers are seen";

    private const string Webhook = "The push fires the webhook; the webhook starts the pipeline";
    private const string OldIsBack = "The pipeline runs again, the load goes on, the old version is back";

    /// <summary>The titles of a story's steps.</summary>
    public static ImmutableArray<string> TitlesOf(StoryRequest request) => request.Story == StoryName.SeveralVersions
        ? SeveralVersionsScript.Of(request.Integration).Titles
        : Of(request.Story, request.Integration).Titles;

    /// <summary>How many commits a story pushes.</summary>
    public static int ChangesOf(StoryRequest request) => request.Story == StoryName.SeveralVersions
        ? SeveralVersionsScript.Of(request.Integration).Changes
        : StoryScript.Changes;

    /// <summary>The script of a story about <paramref name="integration"/> alone.</summary>
    public static StoryScript Of(StoryName story, string integration) => story switch
    {
        StoryName.FixPack => FixPack(integration),
        StoryName.ApplicationUpdate => ApplicationUpdate(integration),
        StoryName.BrokenFixPack => BrokenFixPack(integration),
        StoryName.Downtime => Downtime(integration),
        StoryName.NoChange => NoChange(integration),
        _ => throw new ArgumentOutOfRangeException(nameof(story), story, "a story without a script"),
    };

    private static StoryScript FixPack(string integration) => new(
        [
            Deployed,
            Load,
            $"The FROM line of {integration} names fix pack {Solution.NextFixPack}: git clone, edit, commit, push",
            Webhook,
            $"The pipeline builds and deploys the new version of {integration} only",
            "The load goes on; the answers do not change, only the version in their header does",
            "The FROM line is changed back, committed and pushed",
            OldIsBack,
        ],
        _ => new IntegrationEdit.FixPack(Solution.NextFixPack),
        ExpectedEffect.Deployed,
        ExpectedEffect.Deployed);

    private static StoryScript ApplicationUpdate(string integration) => new(
        [
            Deployed,
            Load,
            $"The COPY line of {integration} names the next bar: git clone, edit, commit, push",
            Webhook,
            $"The pipeline builds and deploys the new version of {integration} only",
            "The load goes on; the answers carry the new version and its prices",
            "The COPY line is changed back, committed and pushed",
            OldIsBack,
        ],
        folder => new IntegrationEdit.Bar(folder.NextBar()),
        ExpectedEffect.Deployed,
        ExpectedEffect.Deployed);

    private static StoryScript BrokenFixPack(string integration) => new(
        [
            Deployed,
            Load,
            $"The FROM line of {integration} names fix pack {Solution.BrokenFixPack}, which cannot start it: git clone, edit, commit, push",
            Webhook,
            "The new pods never become ready; the pipeline takes the rollout back and says so on the commit",
            "The load goes on; the old version serves all the while",
            "The commit is taken back in git and pushed",
            "The pipeline runs again and finds nothing to do; git and cluster agree",
        ],
        _ => new IntegrationEdit.FixPack(Solution.BrokenFixPack),
        ExpectedEffect.TakenBack,
        ExpectedEffect.Nothing);

    private static StoryScript Downtime(string integration) => new(
        [
            Deployed,
            Load,
            $"Control: {integration} gets the new fix pack by strategy Recreate, which stops all pods first",
            Webhook,
            $"The pipeline builds and deploys the new version of {integration} only",
            "The load goes on; calls that failed in between are counted",
            "The fix pack and the rolling strategy are put back, committed and pushed",
            OldIsBack,
        ],
        _ => new IntegrationEdit.FixPackByRecreate(Solution.NextFixPack),
        ExpectedEffect.Deployed,
        ExpectedEffect.Deployed);

    private static StoryScript NoChange(string integration) =>
        FixPack(integration) with
        {
            Titles = FixPack(integration).Titles.SetItem(2, $"Control: {integration}'s Dockerfile gets a comment and keeps its fix pack: git clone, edit, commit, push"),
            Edit = _ => new IntegrationEdit.Comment("This changes nothing that a caller could see."),
            Promise = now => now with { Runtime = Solution.NextFixPack },
        };
}
