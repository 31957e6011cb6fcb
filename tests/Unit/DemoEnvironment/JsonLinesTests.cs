using DddAspire.DemoEnvironment.GitServers.CommitStatuses;
using DddAspire.DemoEnvironment.GitServers.Webhooks;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

/// <summary>What a kill or a full disk cut off costs one line.</summary>
public sealed class JsonLinesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ddd-lines").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Statuses_WithALineThatWasCutOff_KeepTheOthersAndTakeNewOnes()
    {
        var store = new CommitStatusStore(folder, TimeProvider.System);
        var commit = new string('a', 40);
        store.Add(commit, new NewCommitStatus(CommitState.Pending, null, "first", "pipeline"));
        File.AppendAllText(Path.Combine(folder, commit), "{\"id\":2,\"status\":\"succ");

        store.Of(commit).ShouldHaveSingleItem().Description.ShouldBe("first");
        store.Add(commit, new NewCommitStatus(CommitState.Success, null, "second", "pipeline"));

        store.Of(commit).Select(status => status.Description).ShouldBe(["second", "first"]);
    }

    [Fact]
    public void Deliveries_AfterManyPushes_AreBounded()
    {
        var path = Path.Combine(folder, "deliveries.jsonl");
        var log = new DeliveryLog(path);
        for (var number = 0; number < (2 * DeliveryLog.MostKept) + 10; number++)
        {
            log.Add(new WebhookDelivery(Guid.NewGuid(), DateTimeOffset.UnixEpoch, "refs/heads/main", $"{number}", 202, null, 1));
        }

        File.ReadLines(path).Count().ShouldBeLessThan(2 * DeliveryLog.MostKept);
        log.Latest()[0].Commit.ShouldBe($"{(2 * DeliveryLog.MostKept) + 9}");
    }
}
