using System.Collections.Immutable;
using DddAspire.DemoRunner.Stories;

namespace DddAspire.Unit.Stories;

/// <summary>A fix-pack story as it goes when all is well; tests spoil one thing each.</summary>
internal static class SampleStory
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);
    public static readonly IntegrationVersion Old = new("12.0.11.0-r1", "AcmeV1");
    public static readonly IntegrationVersion New = new("12.0.12.0-r1", "AcmeV1");
    public static readonly StorySubject Subject = new("ddd-acme", "ddd-test", Old, New);

    public static StoryFacts Facts { get; } = new(Subject, 2, [Upgrade, Rollback], Load, []);

    public static ChangeFacts Upgrade => new(
        ExpectedEffect.Deployed,
        Target(New),
        Run("1", "aaaa", At(20)),
        new("upgrade", "aaaa", At(20), At(27), Cluster("old", Old), Cluster("new", New)));

    public static ChangeFacts Rollback => new(
        ExpectedEffect.Deployed,
        Target(Old),
        Run("2", "bbbb", At(60)),
        new("rollback", "bbbb", At(60), At(66), Cluster("new", New), Cluster("back", Old)));

    public static LoadFacts Load => new(
        new(50, 9_000, 9_000, 9_000, 0, 0, 0, 41.5, new(4.1, 6.2, 11.9, 30.4, 48), []),
        [
            new("ddd-acme", New.Runtime, New.Bar, At(27), At(68)),
            new("ddd-acme", Old.Runtime, Old.Bar, At(10), At(90)),
        ],
        new(4_500, 4_500, 0, 0, 0, 0),
        new(50, new(0.1, 0.2, 0.9, 2.5, 4), 7, 900, 900, 8_100, 180.5, 12.5, 1.5),
        VerdictKind.Met,
        []);

    public static ImmutableSortedDictionary<string, IntegrationVersion> Target(IntegrationVersion version) =>
        ImmutableSortedDictionary<string, IntegrationVersion>.Empty.Add("ddd-acme", version);

    public static DateTimeOffset At(double seconds) => Noon.AddSeconds(seconds);

    public static RunView Run(string id, string commit, DateTimeOffset pushed) => new(
        id, commit, RunTrigger.Webhook, RunResult.Passed, pushed, pushed.AddSeconds(18),
        ["ddd-acme"], ["ddd-api", "ddd-bernie", "ddd-chris"],
        [new("build", pushed.AddSeconds(0.3), 800, "passed"), new("deploy-dev", pushed.AddSeconds(1.1), 8_000, "passed")],
        null, null);

    public static ImmutableArray<IntegrationView> Cluster(string acme, IntegrationVersion version) =>
        [.. from space in new[] { "ddd-dev", "ddd-test" }
            from name in new[] { "ddd-acme", "ddd-api" }
            let mine = name == "ddd-acme"
            select Integration(name, space, mine ? acme : "constant", mine ? version : new("12.0.11.0-r1", "DrivewayDemo"))];

    private static IntegrationView Integration(string name, string space, string generation, IntegrationVersion version) => new(
        name, space, version.Runtime, version.Bar, $"localhost:5001/{name}@sha256:{generation}", 2, 2,
        [Pod($"{space}-{name}-{generation}-0", generation), Pod($"{space}-{name}-{generation}-1", generation)]);

    private static PodView Pod(string uid, string generation) => new(uid, uid, $"sha256:{generation}", 0, Noon);
}
