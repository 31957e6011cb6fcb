using DddAspire.DemoEnvironment.Kubernetes;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

/// <summary>What is copied from the user's own kubeconfig, and nothing else of it.</summary>
public sealed class KubeconfigTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ddd-kubeconfig").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Copy_OfAContext_HasItsClusterAndUserOnly_AndTheFilesOfItsOwnFolder()
    {
        var first = Write("one/config", """
            apiVersion: v1
            kind: Config
            current-context: other
            clusters:
              - name: mine
                cluster: { server: "https://one:6443", certificate-authority: ca.crt, insecure-skip-tls-verify: false }
              - name: other
                cluster: { server: "https://other:6443" }
            contexts:
              - name: work
                context: { cluster: mine, user: me, namespace: team }
            users: []
            """);
        Write("one/ca.crt", "CERTIFICATE");
        var second = Write("two/config", """
            clusters:
              - name: mine
                cluster: { server: "https://shadowed:6443" }
            users:
              - name: me
                user:
                  client-certificate: me.crt
                  client-key-data: S0VZ
                  tokenFile: token
                  exec: { apiVersion: client.authentication.k8s.io/v1, command: login, args: ["--id", "007"], installHint: "get it", interactiveMode: Never }
            """);
        Write("two/me.crt", "ME");

        var copy = Kubeconfig.CopyOf("work", [first, Path.Combine(folder, "absent"), second]);

        copy.ShouldContain("https://one:6443");
        copy.ShouldContain("certificate-authority-data: \"Q0VSVElGSUNBVEU=\"");
        copy.ShouldContain("client-certificate-data: \"TUU=\"");
        copy.ShouldContain("client-key-data: S0VZ");
        copy.ShouldContain($"tokenFile: \"{Path.Combine(folder, "two", "token")}\"");
        copy.ShouldContain("insecure-skip-tls-verify: false");
        copy.ShouldContain("\"007\"");
        copy.ShouldContain("installHint: \"get it\"");
        copy.ShouldContain("current-context: \"work\"");
        copy.ShouldNotContain("other");
        copy.ShouldNotContain("shadowed");
        copy.ShouldNotContain("certificate-authority: ");
        Kubeconfig.Read(Write("copy", copy)).Contexts.Single().ContextDetails.Namespace.ShouldBe("team");
    }

    [Theory]
    [InlineData("nowhere", "there is no \"nowhere\" among the contexts")]
    [InlineData("half", "there is no \"gone\" among the clusters")]
    public void Copy_OfAContextThatIsNotComplete_SaysWhatIsMissing(string context, string said) =>
        Should.Throw<KubeconfigException>(() => Kubeconfig.CopyOf(context, [Write("config", "contexts:\n- { name: half, context: { cluster: gone, user: me } }\n")]))
            .Message.ShouldBe(said);

    [Fact]
    public void Kubeconfig_ForAnAccount_LeadsToTheSameCluster()
    {
        var text = Kubeconfig.ForAccount(
            "clusters:\n- cluster: { server: \"https://127.0.0.1:1\", certificate-authority-data: Q0E= }\n  name: kind-ddd\nusers:\n- { name: admin, user: { token: secret } }\n",
            "ddd-pipeline", "12345", "ddd-dev");

        var read = Kubeconfig.Read(Write("made", text));
        read.Clusters.Single().ClusterEndpoint.Server.ShouldBe("https://127.0.0.1:1");
        read.Users.Single().UserCredentials.Token.ShouldBe("12345");
        read.Contexts.Single().ContextDetails.ShouldSatisfyAllConditions(
            details => details.Cluster.ShouldBe("kind-ddd"), details => details.User.ShouldBe("ddd-pipeline"), details => details.Namespace.ShouldBe("ddd-dev"));
        text.ShouldNotContain("secret");
    }

    private string Write(string path, string text)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }
}
