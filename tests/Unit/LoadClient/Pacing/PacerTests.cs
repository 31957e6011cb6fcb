using DddAspire.LoadClient.Pacing;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.LoadClient.Pacing;

public sealed class PacerTests
{
    [Fact]
    public void Call_OfAConstantRate_IsDueByItsNumberAlone() =>
        Pacer.Constant(50).DueAt(125).ShouldBe(TimeSpan.FromSeconds(2.5));

    [Fact]
    public void Ramp_From0To100In10Seconds_HasHalfTheRateInItsMiddle()
    {
        var pacer = Pacer.Ramped(0, 100, TimeSpan.FromSeconds(10));

        pacer.RateAt(TimeSpan.FromSeconds(5)).ShouldBe(50);
        pacer.DueAt(125).TotalSeconds.ShouldBe(5, 1e-6);
        pacer.DueAt(600).TotalSeconds.ShouldBe(11, 1e-6);
    }

    [Fact]
    public void Rate_ChangedWhileRunning_CountsFromTheChange()
    {
        var changed = Pacer.Constant(40).ChangedTo(60, TimeSpan.FromSeconds(2));

        changed.DueAt(80).TotalSeconds.ShouldBe(2, 1e-6);
        changed.DueAt(140).TotalSeconds.ShouldBe(3, 1e-6);
    }

    [Fact]
    public void Rate_AskedForBeforeItsChange_IsANumber() =>
        Pacer.Constant(40).ChangedTo(60, TimeSpan.FromSeconds(2.5)).RateAt(TimeSpan.FromSeconds(2)).ShouldBe(60);
}
