using System.Collections.Immutable;
using DddAspire.DemoRunner.Stories;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Stories;

/// <summary>Several versions serve together only if single answers say so.</summary>
public sealed class VersionSetFindingsTests
{
    private static readonly VersionSet Start = new(ImmutableSortedDictionary<string, IntegrationVersion>.Empty
        .Add("ddd-api", new("11", "DrivewayDemo")).Add("ddd-acme", new("11", "AcmeV1")).Add("ddd-bernie", new("11", "BernieV1")).Add("ddd-chris", new("11", "ChrisV1")));

    private static readonly ImmutableArray<ChangeFacts> Changes =
    [
        Change("upgrade", ("ddd-acme", new("12", "AcmeV1"))),
        Change("move of ddd-bernie", ("ddd-bernie", new("13", "BernieV1"))),
        Change("move of ddd-chris", ("ddd-chris", new("11", "ChrisV2"))),
        Change("second move of ddd-acme", ("ddd-acme", new("12", "AcmeV2"))),
        Change("rollback", ("ddd-acme", new("11", "AcmeV1")), ("ddd-bernie", new("11", "BernieV1")), ("ddd-chris", new("11", "ChrisV1"))),
    ];

    [Fact]
    public void Sets_AllSeenInSingleAnswers_PassAndAreNamed() =>
        VersionSetFindings.Of(Facts(Changes, Matrix)).ShouldBe(
        [
            Finding.Passed("20 answers were each made by ddd-acme 12/AcmeV1, ddd-api 11/DrivewayDemo, ddd-bernie 13/BernieV1, ddd-chris 11/ChrisV1 together: 3 fix packs by the header of one answer."),
            Finding.Passed("30 answers were each made by ddd-acme 12/AcmeV1, ddd-api 11/DrivewayDemo, ddd-bernie 13/BernieV1, ddd-chris 11/ChrisV2 together: 3 fix packs by the header of one answer."),
            Finding.Passed("40 answers were each made by ddd-acme 12/AcmeV2, ddd-api 11/DrivewayDemo, ddd-bernie 13/BernieV1, ddd-chris 11/ChrisV2 together: 3 fix packs by the header of one answer."),
            Finding.Passed("Before and after, callers were served by ddd-acme 11/AcmeV1, ddd-api 11/DrivewayDemo, ddd-bernie 11/BernieV1, ddd-chris 11/ChrisV1."),
        ]);

    [Fact]
    public void Mix_ThatNoSingleAnswerNamed_Fails() =>
        VersionSetFindings.Of(Facts(Changes, Matrix.RemoveAt(3))).Single(finding => finding.Outcome == StoryOutcome.Failed).Reason
            .ShouldStartWith("The change did not take place: after the move of ddd-chris no single answer came from ddd-acme 12/AcmeV1,");

    [Fact]
    public void Start_NotSeenAfterTheWayBack_Fails() =>
        VersionSetFindings.Of(Facts(Changes, Matrix.SetItem(0, Matrix[0] with { LastSeen = SampleStory.At(10) }))).Single(finding => finding.Outcome == StoryOutcome.Failed).Reason
            .ShouldStartWith("After the rollback no answer came from ddd-acme 11/AcmeV1,");

    [Fact]
    public void Mix_OfTwoFixPacksOnly_Fails()
    {
        ImmutableArray<ChangeFacts> changes = [Changes[0], Change("rollback", ("ddd-acme", new("11", "AcmeV1")))];

        VersionSetFindings.Of(Facts(changes, Matrix) with { PlannedChanges = 2 }).Single().ShouldBe(Finding.Failed("No answer was made by 3 fix packs together."));
    }

    [Fact]
    public void Story_StoppedAfterItsFirstMove_IsNotBlamedForTheOthers() =>
        VersionSetFindings.Of(Facts(Changes[..1], Matrix)).ShouldBeEmpty();

    [Fact]
    public void Story_OfOneIntegration_HasNone() =>
        VersionSetFindings.Of(SampleStory.Facts).ShouldBeEmpty();

    private static ImmutableArray<VersionSetSeen> Matrix
    {
        get
        {
            var seen = new List<VersionSetSeen> { new(Start.Versions, SampleStory.At(0), SampleStory.At(100), 500) };
            var set = Start;
            foreach (var (index, change) in Changes[..4].Index())
            {
                set = set.With(change.Targets);
                seen.Add(new(set.Versions, SampleStory.At((index * 10) + 10), SampleStory.At((index * 10) + 25), (index + 1) * 10));
            }

            return [.. seen];
        }
    }

    private static StoryFacts Facts(ImmutableArray<ChangeFacts> changes, ImmutableArray<VersionSetSeen> matrix) =>
        SampleStory.Facts with { PlannedChanges = 5, Changes = changes, Load = SampleStory.Load with { Matrix = matrix }, Start = Start };

    private static ChangeFacts Change(string title, params (string Integration, IntegrationVersion Version)[] targets) => SampleStory.Upgrade with
    {
        Targets = targets.ToImmutableSortedDictionary(target => target.Integration, target => target.Version, StringComparer.Ordinal),
        Evidence = SampleStory.Upgrade.Evidence with { Title = title },
    };
}
