using DddAspire.DemoRunner.Stories;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Stories;

public sealed class IntegrationEditTests
{
    private static readonly IntegrationFiles Files = new(
        """
        # the only line a fix pack changes:
        FROM localhost:5001/ace-server:12.0.11.0-r1
        COPY AcmeV1.bar /home/aceuser/initial-config/bars/

        """,
        """
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

        """);

    [Fact]
    public void FixPack_Applied_ChangesTheTagAndNothingElse() =>
        new IntegrationEdit.FixPack("12.0.12.0-r1").Apply(Files).ShouldBe(Files with
        {
            Dockerfile = """
                # the only line a fix pack changes:
                FROM localhost:5001/ace-server:12.0.12.0-r1
                COPY AcmeV1.bar /home/aceuser/initial-config/bars/

                """,
        });

    [Fact]
    public void Bar_Applied_ChangesTheBarAndNothingElse() =>
        new IntegrationEdit.Bar("AcmeV2").Apply(Files).ShouldBe(Files with
        {
            Dockerfile = """
                # the only line a fix pack changes:
                FROM localhost:5001/ace-server:12.0.11.0-r1
                COPY AcmeV2.bar /home/aceuser/initial-config/bars/

                """,
        });

    [Fact]
    public void FixPackByRecreate_Applied_ChangesTheStrategyToo()
    {
        var edited = new IntegrationEdit.FixPackByRecreate("12.0.12.0-r1").Apply(Files);

        DockerfileText.Read(edited.Dockerfile).Runtime.ShouldBe("12.0.12.0-r1");
        edited.Deployment.ShouldBe("""
            spec:
              replicas: 2
              strategy:
                type: Recreate
              selector:
                matchLabels: {}

            """);
    }

    [Fact]
    public void Comment_Applied_LeavesTheVersionAsItIs()
    {
        var edited = new IntegrationEdit.Comment("nothing").Apply(Files);

        edited.ShouldNotBe(Files);
        DockerfileText.Read(edited.Dockerfile).ShouldBe(DockerfileText.Read(Files.Dockerfile));
    }

    [Theory]
    [InlineData("FROM cp.icr.io/cp/appc/ace-server-prod:12.0.11.0-r1 AS server\nCOPY bars/AcmeV1.bar /x/", "12.0.11.0-r1", "AcmeV1")]
    [InlineData("from --platform=linux/amd64 localhost:5001/ace-server:1\r\ncopy --chown=1001 AcmeV2.bar /x/\r\n", "1", "AcmeV2")]
    public void Dockerfile_OfAnotherHand_IsRead(string dockerfile, string runtime, string bar) =>
        DockerfileText.Read(dockerfile).ShouldBe(new(runtime, bar));

    [Theory]
    [InlineData("COPY AcmeV1.bar /x/", "FROM line with a tag")]
    [InlineData("FROM localhost:5001/ace-server\nCOPY AcmeV1.bar /x/", "FROM line with a tag")]
    [InlineData("FROM localhost:5001/ace-server:1\nCOPY readme /x/", "COPY line of a .bar file")]
    public void Dockerfile_WithoutWhatIsChanged_IsRefusedWithTheReason(string dockerfile, string missing) =>
        Should.Throw<DockerfileTextException>(() => DockerfileText.Read(dockerfile)).Message.ShouldContain(missing);
}
