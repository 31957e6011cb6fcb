using System.Collections.Immutable;

namespace DddAspire.DemoRunner.Stories;

/// <summary>The moves of the story of several versions: three shops, one after the other, each to another version; then the first of them once more.</summary>
/// <param name="Titles">Of its steps: two before the moves, one between the last two, one after them.</param>
/// <param name="Moves">In their order; after the last but one and after the last one three fix packs serve together.</param>
internal sealed record SeveralVersionsScript(ImmutableArray<string> Titles, ImmutableArray<VersionMove> Moves)
{
    /// <summary>The commits that it pushes: one a move, and one that takes them all back.</summary>
    public int Changes => Moves.Length + 1;

    /// <summary>The integrations that it moves, in order.</summary>
    public ImmutableArray<string> Integrations => [.. Moves.Select(move => move.Integration).Distinct()];

    /// <summary>The script in which <paramref name="subject"/>, one of the shops, is the one that moves twice.</summary>
    public static SeveralVersionsScript Of(string subject)
    {
        var others = Solution.Shops.Remove(subject);
        return new(
            [
                StoryScripts.Deployed,
                StoryScripts.Load,
                $"{subject} moves to fix pack {Solution.NextFixPack}: git push, webhook, a rollout of it alone",
                $"{others[0]} moves to fix pack {Solution.LaterFixPack}: git push, webhook, a rollout of it alone",
                $"{others[1]} gets its next bar and keeps its fix pack: git push, webhook, a rollout of it alone",
                "All serve together: one answer's header names three fix packs",
                $"{subject} moves once more, to its next bar; the others serve on with what they have",
                "All of it is taken back by one commit; git holds byte for byte what it held, the old versions are back",
            ],
            [
                new("upgrade", subject, _ => new IntegrationEdit.FixPack(Solution.NextFixPack)),
                new($"move of {others[0]}", others[0], _ => new IntegrationEdit.FixPack(Solution.LaterFixPack)),
                new($"move of {others[1]}", others[1], folder => new IntegrationEdit.Bar(folder.NextBar())),
                new($"second move of {subject}", subject, folder => new IntegrationEdit.Bar(folder.NextBar())),
            ]);
    }
}

/// <summary>One integration to another version.</summary>
/// <param name="Title">What findings call it.</param>
/// <param name="Integration">Which one.</param>
/// <param name="Edit">What a user changes, given what the folder holds.</param>
internal sealed record VersionMove(string Title, string Integration, Func<IntegrationFolder, IntegrationEdit> Edit);
