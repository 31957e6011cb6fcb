using DddAspire.IntegrationServer.Messaging;
using DddAspire.IntegrationServer.Quotes;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Shops;

public sealed class ServedByTests
{
    [Fact]
    public void Headers_WrittenAndReadBack_NameRuntimeAndBar()
    {
        var served = new ServedBy("12.0.11.0-r1", "AcmeV1");

        ServedBy.From(served.WriteTo(NatsHeaders.None)).ShouldBe(served);
        served.ToString().ShouldBe("12.0.11.0-r1/AcmeV1");
    }

    [Fact]
    public void Headers_OfSomeoneElse_NameNobody() => ServedBy.From(NatsHeaders.None.With("Ddd-Bar", "AcmeV1")).ShouldBeNull();
}
