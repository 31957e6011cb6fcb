using DddAspire.DemoRunner.Dockerfiles;
using DddAspire.DemoRunner.Stories;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Stories;

public sealed class IntegrationEditTests
{
    private const string Dockerfile = """
        # the only line a fix pack changes:
        FROM localhost:5001/ace-server:12.0.11.0-r1
        COPY AcmeV1.bar /home/aceuser/initial-config/bars/

        """;

    private const string Deployment = """
        spec:
          replicas: 2
          strategy:
            type: RollingUpdate
            rollingUpdate:
              # never fewer than asked for
              maxUnavailable: 0

              maxSurge: 1
          selector:
            matchLabels: {}

        """;

    [Fact]
    public void FixPack_Applied_ChangesTheTagAndNothingElse() =>
        Applied(new IntegrationEdit.FixPack("12.0.12.0-r1")).ShouldBe(Folder().Files with { Dockerfile = Dockerfile.Replace("12.0.11.0-r1", "12.0.12.0-r1", StringComparison.Ordinal) });

    [Fact]
    public void Bar_Applied_ChangesTheBarAndNothingElse() =>
        Applied(new IntegrationEdit.Bar("AcmeV2")).ShouldBe(Folder().Files with { Dockerfile = Dockerfile.Replace("AcmeV1", "AcmeV2", StringComparison.Ordinal) });

    [Fact]
    public void FixPackByRecreate_Applied_ChangesTheStrategyToo()
    {
        var edited = Applied(new IntegrationEdit.FixPackByRecreate("12.0.12.0-r1"));

        edited.Dockerfile.ShouldBe(Dockerfile.Replace("12.0.11.0-r1", "12.0.12.0-r1", StringComparison.Ordinal));
        edited.Deployment.ShouldBe("""
            spec:
              replicas: 2
              strategy:
                type: Recreate
              selector:
                matchLabels: {}

            """);
    }

    [Theory]
    [InlineData("FROM a:1\n", "FROM a:1\n# nothing\n")]
    [InlineData("FROM a:1", "FROM a:1\n# nothing\n")]
    [InlineData("FROM a:1\r\n", "FROM a:1\r\n# nothing\r\n")]
    public void Comment_Applied_AddsALineAndLeavesTheRestAsItIs(string dockerfile, string expected) =>
        new IntegrationEdit.Comment("nothing").Apply(Folder(dockerfile), null).Dockerfile.ShouldBe(expected);

    [Theory]
    [InlineData("COPY AcmeV1.bar /x/", "AcmeV2")]
    [InlineData("ADD AcmeV1.bar /x/", "AcmeV2")]
    [InlineData("COPY [\"AcmeV1.bar\", \"/x/\"]", "AcmeV2")]
    [InlineData("COPY ./bars/OtherV1.bar /x/", "OtherV3")]
    [InlineData("COPY readme AcmeV1.bar /x/", "AcmeV2")]
    public void NextBar_IsTheOneAfterTheOneThatIsCopied_InItsFolder(string copy, string expected) =>
        Folder($"FROM a:1\n{copy}\n").NextBar().ShouldBe(expected);

    [Theory]
    [InlineData("COPY *.bar /x/")]
    [InlineData("COPY bars /x/")]
    [InlineData("COPY --from=pack /tmp/Built.bar /x/")]
    public void NextBar_WhereNoWordNamesOne_IsRefusedWithTheLine(string copy) =>
        Should.Throw<DockerfileFaultException>(() => Folder($"FROM a:1 AS pack\nFROM a:1\n{copy}\n").NextBar()).Message.ShouldContain("/Dockerfile, line ");

    private static IntegrationFiles Applied(IntegrationEdit edit) => edit.Apply(Folder(), null);

    private static IntegrationFolder Folder(string dockerfile = Dockerfile) =>
        new("ddd-acme", new(dockerfile, "deployment.yaml", Deployment), ["AcmeV1.bar", "AcmeV2.bar", "bars/OtherV1.bar", "bars/OtherV3.bar"]);
}
