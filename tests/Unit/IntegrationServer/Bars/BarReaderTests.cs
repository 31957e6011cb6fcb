using System.Text;
using DddAspire.IntegrationServer.BarFiles;
using DddAspire.IntegrationServer.Bars;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.IntegrationServer.Bars;

public sealed class BarReaderTests
{
    private const string HttpInput = """{"step":"http-input","method":"GET","path":"/x"}""";
    private const string QueueInput = """{"step":"queue-input","queue":"In","group":"g"}""";
    private const string Select = """{"step":"select-quotes","limit":5}""";
    private const string Reply = """{"step":"reply"}""";

    [Fact]
    public void Bar_OfAShop_HasItsDescriptorAndItsSteps()
    {
        var bar = BarReader.Read("AcmeV1.bar", BarFile.WithFlow(BarFile.Flow));

        bar.Descriptor.ShouldBe(new BarDescriptor("AcmeV1", "1.0.0", "acme"));
        bar.Flows.ShouldHaveSingleItem().Steps.ShouldBe(
        [
            new FlowStep.QueueInput("AccidentIn", "acme"),
            new FlowStep.Estimate("AcmeAutoAccidents", 50, 10, 0, 1),
            new FlowStep.Reply(),
        ]);
    }

    [Fact]
    public void Bar_ThatIsNoZip_IsRefused() =>
        RefusalOf(new MemoryStream(Encoding.UTF8.GetBytes("version https://git-lfs.github.com/spec/v1")))
            .ShouldBe("Bad.bar is refused: it is no zip archive");

    [Fact]
    public void Bar_ThatIsEmpty_IsRefused() => RefusalOf(new MemoryStream()).ShouldBe("Bad.bar is refused: it is no zip archive");

    [Fact]
    public void Bar_WithoutDescriptor_IsRefused() =>
        RefusalOf(BarFile.Zip(("flow.json", BarFile.Flow))).ShouldBe("Bad.bar is refused: it has no META-INF/broker.json");

    [Theory]
    [InlineData("{}")]
    [InlineData("nonsense")]
    [InlineData("""{"name":"AcmeV1","version":"1.0.0"}""")]
    public void Bar_WithAHalfDescriptor_IsRefused(string descriptor) =>
        RefusalOf(BarFile.Zip(("META-INF/broker.json", descriptor), ("flow.json", BarFile.Flow)))
            .ShouldStartWith("Bad.bar is refused: META-INF/broker.json cannot be read: ");

    [Fact]
    public void Bar_WithADescriptorThatSaysNothing_IsRefused() =>
        RefusalOf(BarFile.Zip(("META-INF/broker.json", """{"name":"","version":"1","application":"a"}"""), ("flow.json", BarFile.Flow)))
            .ShouldBe("Bad.bar is refused: META-INF/broker.json lacks a name, a version or an application");

    [Fact]
    public void Bar_WithoutFlow_IsRefused() =>
        RefusalOf(BarFile.Zip(("META-INF/broker.json", BarFile.Descriptor))).ShouldBe("Bad.bar is refused: it has no flow.json");

    [Fact]
    public void Flow_WithAnUnknownStep_IsRefusedByItsName() =>
        RefusalOf(BarFile.WithFlow(BarFile.FlowOf(QueueInput, """{"step":"send-fax"}""", Reply)))
            .ShouldBe("Bad.bar is refused: flow.json: the step 'send-fax' is unknown to this server");

    [Fact]
    public void Flow_WithAStepThatLacksAValue_IsRefusedByItsName() =>
        RefusalOf(BarFile.WithFlow(BarFile.FlowOf(HttpInput, """{"step":"select-quotes"}""", Reply))).ShouldContain("limit");

    [Theory]
    [InlineData(Select, Reply)]
    [InlineData(HttpInput, Select)]
    public void Flow_WithoutInputOrReply_IsRefused(string first, string second) =>
        RefusalOf(BarFile.WithFlow(BarFile.FlowOf(first, second)))
            .ShouldBe("Bad.bar is refused: flow.json: 'test' does not begin with an input and end with a reply");

    [Fact]
    public void Flow_WhoseStepsDoNotFit_IsRefused() =>
        RefusalOf(BarFile.WithFlow(BarFile.FlowOf(QueueInput, Select, Reply)))
            .ShouldBe("Bad.bar is refused: flow.json: in 'test' SelectQuotes cannot follow QueueInput");

    [Theory]
    [InlineData("""{"step":"http-input","method":"GET","path":"x"}""", "the path of http-input begins with '/'")]
    [InlineData("""{"step":"http-input","method":"PATCH","path":"/x"}""", "the method of http-input is GET or POST")]
    [InlineData("""{"step":"queue-input","queue":"In Out","group":"g"}""", "queue and group of queue-input are words")]
    public void Flow_WithAValueOutOfRange_IsRefused(string input, string rule) =>
        RefusalOf(BarFile.WithFlow(BarFile.FlowOf(input, Select, Reply))).ShouldBe($"Bad.bar is refused: flow.json: {rule}");

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"flows":{}}""")]
    public void Flow_ThatIsNoListOfFlows_IsRefused(string flow) =>
        RefusalOf(BarFile.WithFlow(flow)).ShouldBe("Bad.bar is refused: flow.json: it lacks the list 'flows'");

    private static string RefusalOf(Stream content) =>
        Should.Throw<BarRefusedException>(() => BarReader.Read("Bad.bar", content)).Message;
}
