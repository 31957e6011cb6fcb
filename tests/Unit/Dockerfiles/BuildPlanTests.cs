using DddAspire.DemoRunner.Dockerfiles;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Dockerfiles;

public sealed class BuildPlanTests
{
    public static TheoryData<string> Taken => [.. DockerfileCatalogue.Taken.Select(form => form.Name)];

    public static TheoryData<string> Refused => [.. DockerfileCatalogue.Refused.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Taken))]
    public void Form_ThatDockerTakes_IsReadAsDockerReadsIt(string name)
    {
        var form = DockerfileCatalogue.Taken.Single(form => form.Name == name);

        var plan = BuildPlan.Read("ddd-acme", form.Text);

        plan.BaseImage!.ToString().ShouldBe(form.BaseImage);
        plan.Bars().Select(bar => bar.Source.Text).ShouldBe(form.Bars);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Fault_ThatDockerRefuses_IsRefusedWithItsLine(string name)
    {
        var fault = DockerfileCatalogue.Refused.Single(fault => fault.Name == name);

        Should.Throw<DockerfileFaultException>(() => BuildPlan.Read("ddd-acme", fault.Text)).Message
            .ShouldStartWith($"ddd-acme/Dockerfile, {fault.Message}");
    }

    [Fact]
    public void Images_OfAllStagesThatAreNeeded_AreNamedWithTheirLines()
    {
        var plan = BuildPlan.Read("ddd-acme", """
            FROM a:1 AS unused
            FROM b:1 AS pack
            FROM c:1@sha256:0123456789abcdef
            COPY --from=pack /x /y
            COPY --from=localhost:5001/d:1 /x /y
            RUN --mount=type=bind,from=e:1,target=/e true
            """);

        plan.Images().Select(image => $"{image.Image} {image.Line}").ShouldBe(["b:1 2", "c:1@sha256:0123456789abcdef 3", "localhost:5001/d:1 5", "e:1 6"]);
    }

    [Theory]
    [InlineData("localhost:5001/ace-server:12.0.11.0-r1", "localhost:5001", "ace-server", "12.0.11.0-r1", "12.0.11.0-r1")]
    [InlineData("localhost:5001/ace-server", "localhost:5001", "ace-server", "latest", "latest")]
    [InlineData("cp.icr.io/cp/appc/ace-server-prod@sha256:8df2fc5e76aa715e", "cp.icr.io", "cp/appc/ace-server-prod", "sha256:8df2fc5e76aa715e", "8df2fc5e76aa")]
    [InlineData("cp.icr.io/cp/appc/ace:12.0.6.0-r2@sha256:1f8e", "cp.icr.io", "cp/appc/ace", "sha256:1f8e", "12.0.6.0-r2")]
    [InlineData("debian:12", "docker.io", "library/debian", "12", "12")]
    [InlineData("ibmcom/ace", "docker.io", "ibmcom/ace", "latest", "latest")]
    public void Image_IsTakenApart(string text, string registry, string repository, string selector, string version)
    {
        var image = ImageReference.Parse(SourceText.Given(text));

        (image.Registry, image.Repository, image.Selector, image.Version).ShouldBe((registry, repository, selector, version));
    }

    [Theory]
    [InlineData("${A}", "one")]
    [InlineData("${A:-x}${NONE:-x}${EMPTY:-x}", "onexx")]
    [InlineData("${A-x}${NONE-x}${EMPTY-x}", "onex")]
    [InlineData("${A:+x}${NONE:+x}${EMPTY:+x}", "x")]
    [InlineData("${A+x}${NONE+x}${EMPTY+x}", "xx")]
    [InlineData("'$A' \"$A\" \\$A $", "$A one $A $")]
    [InlineData("${V%.*} ${V%%.*} ${V#*.} ${V##*.} ${V/0/x} ${V//0/x}", "12.0.11 12 0.11.0 0 12.x.11.0 12.x.11.x")]
    public void Variables_AreReplacedAsTheShellDoes(string word, string expected)
    {
        var values = new Dictionary<string, SourceText>
        {
            ["A"] = SourceText.Given("one"), ["EMPTY"] = SourceText.Empty, ["V"] = SourceText.Given("12.0.11.0"),
        };

        VariableExpansion.Expand(SourceText.Given(word), '\\', values).Text.ShouldBe(expected);
    }
}
