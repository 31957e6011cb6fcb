using DddAspire.IntegrationServer.Quotes;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Quotes;

public sealed class RequestIdTests
{
    [Fact]
    public void Id_ThatTheCallerSent_IsTaken() => Read("call-7").ShouldBe("call-7");

    [Fact]
    public void Call_WithoutId_GetsANewOneEachTime() => Read(null).ShouldNotBe(Read(null));

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("ümlaut")]
    public void Id_ThatIsNoToken_IsRefused(string id)
    {
        var faults = new FieldFaults();

        RequestId.Read(new HeaderDictionary { [RequestId.Header] = id }, faults);

        faults.ToErrors().ShouldContainKey("X-Request-Id");
    }

    private static string Read(string? id)
    {
        var faults = new FieldFaults();
        var read = RequestId.Read(id is null ? new HeaderDictionary() : new HeaderDictionary { [RequestId.Header] = id }, faults);
        faults.IsEmpty.ShouldBeTrue();
        return read;
    }
}
