using DddAspire.LoadClient.Quotes;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.LoadClient.Quotes;

public sealed class RunIdentityTests
{
    [Fact]
    public void RequestId_IsAUuidOfVersion8_ThatEndsInTheSequenceNumber()
    {
        var id = new RunIdentity("0123456789ab").RequestId(255);
        id.ShouldBe("01234567-89ab-8000-8000-0000000000ff");
        Guid.Parse(id).Version.ShouldBe(8);
    }

    [Fact]
    public void EMail_IsOfTheRunAndThePostAlone() =>
        new RunIdentity("0123456789ab").EMail(7).ShouldBe("load-0123456789ab-7@example.com");

    [Fact]
    public void Runs_AreTold_Apart() => RunIdentity.New().ShouldNotBe(RunIdentity.New());
}
