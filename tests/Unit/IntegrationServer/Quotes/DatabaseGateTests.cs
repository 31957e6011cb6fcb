using DddAspire.IntegrationServer.Dependencies;
using DddAspire.IntegrationServer.Quotes;
using DddAspire.IntegrationServer.Settings;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Quotes;

public sealed class DatabaseGateTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly DatabaseGate gate;

    public DatabaseGateTests() => gate = new DatabaseGate(new DatabaseLimits(1, 2, TimeSpan.FromSeconds(1)), time);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => gate.Dispose();

    [Fact]
    public async Task Call_BeyondWhatTheDatabaseTakes_WaitsForItsTurn()
    {
        var first = await gate.EnterAsync(Cancelled);
        var second = gate.EnterAsync(Cancelled);
        second.IsCompleted.ShouldBeFalse();

        first.Dispose();

        (await second).Dispose();
    }

    [Fact]
    public async Task Call_ThatFindsTooManyWaiting_IsRefusedAtOnce()
    {
        using var first = await gate.EnterAsync(Cancelled);
        Task[] waiting = [gate.EnterAsync(Cancelled), gate.EnterAsync(Cancelled)];

        var refusal = await Should.ThrowAsync<DependencyUnavailableException>(gate.EnterAsync(Cancelled));

        refusal.Message.ShouldBe("the database is unavailable: 2 calls wait for it already");
        waiting.ShouldAllBe(call => !call.IsCompleted);
    }

    [Fact]
    public async Task Call_WhoseTurnDoesNotCome_IsRefusedWhileItsCallerStillListens()
    {
        using var first = await gate.EnterAsync(Cancelled);
        var second = gate.EnterAsync(Cancelled);

        time.Advance(TimeSpan.FromSeconds(1));

        (await Should.ThrowAsync<DependencyUnavailableException>(second)).Message.ShouldContain("no time for this call within 1000 ms");
    }

    [Fact]
    public async Task Caller_WhoLeaves_GivesUpItsPlaceAndNobodyElses()
    {
        var first = await gate.EnterAsync(Cancelled);
        using var caller = new CancellationTokenSource();
        var leaving = gate.EnterAsync(caller.Token);
        var staying = gate.EnterAsync(Cancelled);

        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(leaving);
        first.Dispose();

        (await staying).Dispose();
    }
}
