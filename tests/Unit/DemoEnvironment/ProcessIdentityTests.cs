using DddAspire.DemoEnvironment.Tools;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

public sealed class ProcessIdentityTests
{
    [Fact]
    public void Mark_OfAProgramWithBracketsInItsName_IsItsStartTime() =>
        ProcessIdentity.Parse("77 (a) b (c)) S 1 77 77 0 -1 4194560 1 0 0 0 1 2 0 0 20 0 19 0 730959 2 3 4").ShouldBe("730959");

    [Fact]
    public void Mark_OfAProcessThatIsDeadAndNotCollected_IsNone() =>
        ProcessIdentity.Parse("77 (sh) Z 1 77 77 0 -1 4194560 1 0 0 0 1 2 0 0 20 0 19 0 730959 2 3 4").ShouldBeNull();

    [Fact]
    public void Mark_OfThisProcess_StaysTheSame() =>
        ProcessIdentity.Read(Environment.ProcessId).ShouldBe(ProcessIdentity.Read(Environment.ProcessId));

    [Fact]
    public void Mark_OfNoProcess_IsNone() => ProcessIdentity.Read(int.MaxValue).ShouldBeNull();
}
