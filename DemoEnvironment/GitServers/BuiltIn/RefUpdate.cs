using System.Collections.Immutable;

namespace DddAspire.DemoEnvironment.GitServers.BuiltIn;

/// <summary>One ref that a push changed, as git tells its post-receive hook.</summary>
/// <param name="Before">The object it named; all zeros when it is new.</param>
/// <param name="After">The object it names now; all zeros when it is gone.</param>
/// <param name="Ref">Its full name.</param>
internal sealed record RefUpdate(string Before, string After, string Ref)
{
    private const string BranchPrefix = "refs/heads/";

    /// <summary>Whether a branch now has other commits.</summary>
    public bool MovesBranch => Ref.StartsWith(BranchPrefix, StringComparison.Ordinal) && !IsNothing(After);

    /// <summary>Whether an object id stands for "none".</summary>
    public static bool IsNothing(string id) => id.All(digit => digit == '0');

    /// <summary>Reads the hook's input: lines of before, after and ref.</summary>
    public static ImmutableArray<RefUpdate> ParseAll(string text) =>
    [
        .. from line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
           let parts = line.Split(' ', 3)
           where parts.Length == 3
           select new RefUpdate(parts[0], parts[1], parts[2]),
    ];
}
