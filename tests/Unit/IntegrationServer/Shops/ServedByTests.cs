using DddAspire.IntegrationServer.Quotes;
using NATS.Client.Core;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Shops;

public sealed class ServedByTests
{
    [Fact]
    public void Headers_WrittenAndReadBack_NameRuntimeAndBar()
    {
        var served = new ServedBy("12.0.11.0-r1", "AcmeV1");

        ServedBy.From(served.ToHeaders()).ShouldBe(served);
        served.ToString().ShouldBe("12.0.11.0-r1/AcmeV1");
    }

    [Fact]
    public void Headers_OfSomeoneElse_NameNobody() => ServedBy.From(new NatsHeaders { ["Ddd-Bar"] = "AcmeV1" }).ShouldBeNull();
}
