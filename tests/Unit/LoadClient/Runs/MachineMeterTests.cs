using DddAspire.LoadClient.Runs;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.LoadClient.Runs;

public sealed class MachineMeterTests
{
    [Fact]
    public void Pressure_IsTheTotalOfTheFirstLine() =>
        MachineMeter.WaitedUs("some avg10=98.71 avg60=96.38 avg300=57.99 total=262755425\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=7\n").ShouldBe(262755425);

    [Theory]
    [InlineData("")]
    [InlineData("some avg10=0.00")]
    public void Pressure_ThatIsNotTold_IsUnknown(string text) => MachineMeter.WaitedUs(text).ShouldBeNull();

    [Fact]
    public void RunQueue_IsWhatIsReady_NotWhatThereIs() => MachineMeter.Ready("17.93 9.17 3.75 9/612 12345").ShouldBe(9);

    [Fact]
    public void Nice_IsReadBehindANameThatHoldsAnything() =>
        MachineMeter.Nice("42 (a) b) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 -5 20 0").ShouldBe(-5);

    [Fact]
    public void Figures_OfThisMachine_AreToldWhereThereIsProc()
    {
        Assert.SkipUnless(File.Exists("/proc/pressure/cpu"), "needs /proc/pressure, which this system has not");

        new MachineMeter().ToFigures().CpuPressurePercent.ShouldNotBeNull();
    }
}
