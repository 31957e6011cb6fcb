using DddAspire.EndToEnd.Stories;
using DddAspire.Support;
using Shouldly;
using Xunit;

namespace DddAspire.EndToEnd.Integrations;

/// <summary>Integrations as people write them: what docker builds goes live with its facts known, stories change it and put it back byte for byte.</summary>
[TestOrder(34)]
[Collection(DemoCollection.Name)]
public sealed class DockerfileFormsTests(DemoFixture demo)
{
    private const string Registry = "localhost:5001";
    private const string Start = "12.0.11.0-r1";
    private const string Bars = "/home/aceuser/initial-config/bars/";

    private static readonly string[] DorasObjects =
    [
        "deployment/ddd-dora", "poddisruptionbudget/ddd-dora", "configmap/dora-texts", "serviceaccount/dora", "networkpolicy/dora", "ingress/dora", "horizontalpodautoscaler/dora",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Forms_OfOtherHands_GoLive_AreMovedByStories_AndPutBackByteForByte()
    {
        await demo.UpAsync(Stop);
        using var runner = await demo.RunnerAsync(Stop);
        using var checkout = await demo.CheckoutAsync(Stop);
        var digest = await DigestAsync();
        var before = await checkout.HeadAsync();

        // An ARG, the JSON form and a file that is no manifest; IBM's form: pinned by digest, bars in a folder; two stages and a .yml.
        checkout.Write("ddd-acme/Dockerfile", $"ARG FIX_PACK={Start}\r\nFROM {Registry}/ace-server:${{FIX_PACK}} AS runtime\r\nFROM runtime\r\nCOPY [\"AcmeV1.bar\", \"{Bars}\"]\r\n");
        checkout.Write("ddd-acme/server.conf.yaml", "Defaults:\n  defaultApplication: ''\n");
        checkout.Write("ddd-bernie/Dockerfile", $"FROM {Registry}/ace-server@{digest}\nUSER root\nCOPY bars {Bars}\nRUN chmod -R ugo+rwX \\\n  # all of it\n  /home/aceuser\nUSER 1001\n");
        checkout.Move("ddd-bernie/BernieV1.bar", "ddd-bernie/bars/BernieV1.bar");
        checkout.Write("ddd-chris/Dockerfile", $"FROM {Registry}/ace-server:{Start} AS pack\nCOPY ChrisV1.bar /tmp/Built.bar\nFROM {Registry}/ace-server:{Start}\nCOPY <<EOF /home/aceuser/notes\nFROM nowhere:1\nCOPY X.bar /x\nEOF\nCOPY --from=pack /tmp/Built.bar {Bars}\n");
        checkout.Move("ddd-chris/deployment.yaml", "ddd-chris/deployment.yml");
        var run = await runner.EndedRunAsync(await checkout.PushAllAsync("Write the integrations in other ways"));

        run.GetProperty("result").GetString().ShouldBe("passed", run.ToString());
        Report.Names(run.GetProperty("rolledOut")).ShouldBe(["ddd-acme", "ddd-bernie", "ddd-chris"]);
        Report.Names(run.GetProperty("untouched")).ShouldBe(["ddd-api"]);
        (await FactsAsync("ddd-test")).ShouldBe(
            [$"ddd-acme {Start} AcmeV1", $"ddd-api {Start} DrivewayDemo", $"ddd-bernie {Start} BernieV1", $"ddd-chris {Start} ChrisV1"]);

        var trees = await checkout.TreesAsync();
        await StoryPassesAsync("ddd-acme");
        await StoryPassesAsync("ddd-bernie");
        await checkout.PullAsync();
        (await checkout.TreesAsync()).ShouldBe(trees);
        (await runner.EndedRunAsync(await checkout.RestoreAsync(before))).GetProperty("result").GetString().ShouldBe("passed");
    }

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Fault_OfOneIntegration_IsThatOnesAlone_AndItsRepairIsLiveAtOnce()
    {
        await demo.UpAsync(Stop);
        using var runner = await demo.RunnerAsync(Stop);
        using var checkout = await demo.CheckoutAsync(Stop);
        var acme = checkout.Read("ddd-acme/Dockerfile");
        var lives = await DemoFixture.Cluster.LivesAsync("ddd-test");

        checkout.Write("ddd-acme/Dockerfile", $"FROM localhost:5999/ace-server:{Start}\nCOPY AcmeV1.bar {Bars}\n");
        checkout.Write("ddd-chris/more.yaml", "apiVersion: batch/v1\nkind: Job\nmetadata: { name: once }\n");
        var started = TimeProvider.System.GetTimestamp();
        var faulty = await runner.EndedRunAsync(await checkout.PushAllAsync("Two faults"));
        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(40));

        faulty.GetProperty("result").GetString().ShouldBe("failed");
        faulty.GetProperty("reason").GetString()!.ShouldContain("ddd-acme/Dockerfile, line 1: localhost:5999/ace-server");
        faulty.GetProperty("reason").GetString()!.ShouldContain("ddd-chris/more.yaml: Job once");
        (await DemoFixture.Cluster.LivesAsync("ddd-test")).ShouldBe(lives);

        checkout.Write("ddd-acme/Dockerfile", acme);
        checkout.Delete("ddd-chris/more.yaml");
        (await runner.EndedRunAsync(await checkout.PushAllAsync("Repair"))).GetProperty("result").GetString().ShouldBe("passed");
    }

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Change_ByHand_IsPutBack_AndARestartIsNot()
    {
        await demo.UpAsync(Stop);
        var image = await ImageAsync();
        await DemoFixture.Cluster.KubectlAsync("--namespace", "ddd-test", "rollout", "restart", "deployment/ddd-chris");
        await DemoFixture.Cluster.KubectlAsync("--namespace", "ddd-test", "rollout", "status", "deployment/ddd-chris", "--timeout=90s");
        (await FactsAsync("ddd-test")).ShouldContain(fact => fact.StartsWith("ddd-chris 12.0.", StringComparison.Ordinal));

        await DemoFixture.Cluster.KubectlAsync("--namespace", "ddd-test", "set", "image", "deployment/ddd-chris", $"integration={Registry}/ace-server:12.0.12.0-r1");
        await DemoFixture.Cluster.KubectlAsync("--namespace", "ddd-test", "set", "env", "deployment/ddd-chris", "BY_HAND=1");
        await DemoFixture.Cluster.KubectlAsync("--namespace", "ddd-dev", "delete", "deployment", "ddd-chris");

        await Awaited.ThatAsync("git's version to be back", TimeSpan.FromSeconds(90), async _ =>
            await ImageAsync() == image && !(await DescribedAsync()).Contains("BY_HAND", StringComparison.Ordinal) ? null : await DescribedAsync());
        await DemoFixture.Cluster.KubectlAsync("--namespace", "ddd-dev", "wait", "--for=condition=Available", "deployment/ddd-chris", "--timeout=90s");

        // To one of the versions made by hand; and what kubectl edit does beside that.
        (await DemoFixture.Cluster.KubectlAsync("--namespace", "ddd-test", "rollout", "undo", "deployment/ddd-chris")).ShouldContain("rolled back");
        await DemoFixture.Cluster.KubectlAsync(
            "--namespace", "ddd-test", "patch", "deployment", "ddd-chris", "--field-manager=kubectl-edit", "--patch", """{"spec":{"template":{"spec":{"terminationGracePeriodSeconds":31}}}}""");

        await Awaited.ThatAsync("git's version to be back once more", TimeSpan.FromSeconds(90), async _ =>
            await ImageAsync() == image && await GracePeriodAsync() == "30" && !(await DescribedAsync()).Contains("BY_HAND", StringComparison.Ordinal) ? null : await DescribedAsync());
        await DemoFixture.Cluster.KubectlAsync("--namespace", "ddd-test", "rollout", "status", "deployment/ddd-chris", "--timeout=90s");
    }

    [Fact(Skip = Host.NeedsEngine, SkipType = typeof(Host), SkipUnless = nameof(Host.CanRunTheDemo))]
    public async Task Folder_ThatIsNew_IsDeployedWithAllItBrings_MovedByAStory_AndOneThatIsGoneIsSaid()
    {
        await demo.UpAsync(Stop);
        using var runner = await demo.RunnerAsync(Stop);
        using var checkout = await demo.CheckoutAsync(Stop);
        checkout.Copy("ddd-bernie", "ddd-dora", text => text.Replace("ddd-bernie", "ddd-dora", StringComparison.Ordinal));
        checkout.Move("ddd-dora/BernieV1.bar", "ddd-dora/BernieGrün.bar");
        checkout.Write("ddd-dora/Dockerfile", $"FROM {Registry}/ace-server:{Start}\nCOPY BernieGrün.bar {Bars}\n");
        checkout.Write("ddd-dora/more.yaml", DorasOther("first"));

        var added = await runner.EndedRunAsync(await checkout.PushAllAsync("Add a fifth integration"));
        await demo.UpAsync(Stop);

        added.GetProperty("result").GetString().ShouldBe("passed", added.ToString());
        Report.Names(added.GetProperty("rolledOut")).ShouldBe(["ddd-dora"]);
        (await FactsAsync("ddd-test")).ShouldContain($"ddd-dora {Start} BernieV1");
        (await DemoFixture.Cluster.KubectlAsync(["--namespace", "ddd-test", "get", "--output=name", .. DorasObjects])).Split('\n').Length.ShouldBe(DorasObjects.Length);

        await UncalledStoryPassesAsync("ddd-dora");
        await checkout.PullAsync();
        await BrokenFixPackIsRolledBackAsync(runner, checkout);

        checkout.Delete("ddd-dora");
        var removed = await runner.EndedRunAsync(await checkout.PushAllAsync("Remove it again"));
        foreach (var space in (string[])["ddd-test", "ddd-dev"])
        {
            await DemoFixture.Cluster.KubectlAsync(["--namespace", space, "delete", "--ignore-not-found", .. DorasObjects]);
        }

        removed.GetProperty("result").GetString().ShouldBe("passed");
        removed.GetProperty("reason").GetString().ShouldBe("ddd-dora is no longer in git and goes on running");
    }

    // Nobody who calls the API is served by it under its own name: the story says so and is judged by what can be seen.
    private async Task UncalledStoryPassesAsync(string integration)
    {
        await demo.ExpectAsync(0, ["story", "fix-pack", "--integration", integration, "--exit"], Stop);
        var report = new Report(await DemoFixture.LatestReportAsync(Stop));
        report.Verdict.ShouldBe("passed", report.Reasons);
        report.Reasons.ShouldContain($"No answer names {integration}");
        Report.Names(report.Root.GetProperty("notes")).ShouldContain(note => note.StartsWith($"No answer names {integration}", StringComparison.Ordinal));
    }

    private async Task BrokenFixPackIsRolledBackAsync(RunnerApi runner, Checkout checkout)
    {
        var before = await checkout.HeadAsync();
        checkout.Write("ddd-dora/Dockerfile", $"FROM {Registry}/ace-server:12.0.12.0-r0\nCOPY BernieGrün.bar {Bars}\n");
        checkout.Write("ddd-dora/more.yaml", DorasOther("second"));
        checkout.Write("ddd-dora/late.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: dora-late }\ndata: { text: late }\n");
        var broken = await runner.EndedRunAsync(await checkout.PushAllAsync("Move it to the broken fix pack"));
        var text = await DemoFixture.Cluster.KubectlAsync("--namespace", "ddd-dev", "get", "configmap", "dora-texts", "--output=jsonpath={.data.text}");
        var late = await DemoFixture.Cluster.KubectlAsync("--namespace", "ddd-dev", "get", "configmap", "dora-late", "--ignore-not-found", "--output=name");
        var facts = await FactsAsync("ddd-dev");
        var back = await runner.EndedRunAsync(await checkout.RestoreAsync(before));

        broken.GetProperty("result").GetString().ShouldBe("rolledBack", broken.ToString());
        (text, late).ShouldBe(("first", ""));
        facts.ShouldContain($"ddd-dora {Start} BernieV1");
        back.GetProperty("result").GetString().ShouldBe("passed", back.ToString());
    }

    // In versions that Kubernetes 1.20 and today's both know; the policy and the rule are for pods and hosts that there are none of.
    private static string DorasOther(string text) => $$"""
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: dora-texts }
        data: { text: {{text}} }
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: { name: dora }
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: dora }
        spec:
          podSelector: { matchLabels: { app.kubernetes.io/name: nobody } }
          policyTypes: [Ingress]
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: dora }
        spec:
          defaultBackend: { service: { name: ddd-dora, port: { number: 80 } } }
        ---
        apiVersion: autoscaling/v1
        kind: HorizontalPodAutoscaler
        metadata: { name: dora }
        spec:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: ddd-dora }
          minReplicas: 2
          maxReplicas: 2

        """;

    private async Task StoryPassesAsync(string integration)
    {
        await demo.ExpectAsync(0, ["story", "fix-pack", "--integration", integration, "--exit"], Stop);
        var report = new Report(await DemoFixture.LatestReportAsync(Stop));
        report.Verdict.ShouldBe("passed", report.Reasons);
        report.Seen(integration, "runtime").ShouldBe([Start, "12.0.12.0-r1"]);
    }

    private async Task<IReadOnlyList<string>> FactsAsync(string targetNamespace) =>
    [
        .. (await demo.StatusAsync(Stop)).GetProperty("integrations").EnumerateArray()
            .Where(one => one.GetProperty("namespace").GetString() == targetNamespace)
            .Select(one => $"{one.GetProperty("name").GetString()} {one.GetProperty("runtime").GetString()} {one.GetProperty("bar").GetString()}"),
    ];

    private static Task<string> DescribedAsync() =>
        DemoFixture.Cluster.KubectlAsync("--namespace", "ddd-test", "get", "deployment", "ddd-chris", "--output=jsonpath={.spec.template.spec.containers[0]}");

    private static Task<string> GracePeriodAsync() =>
        DemoFixture.Cluster.KubectlAsync("--namespace", "ddd-test", "get", "deployment", "ddd-chris", "--output=jsonpath={.spec.template.spec.terminationGracePeriodSeconds}");

    private static Task<string> ImageAsync() =>
        DemoFixture.Cluster.KubectlAsync("--namespace", "ddd-test", "get", "deployment", "ddd-chris", "--output=jsonpath={.spec.template.spec.containers[0].image}");

    private static async Task<string> DigestAsync()
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri($"http://{Registry}/v2/ace-server/manifests/{Start}"));
        request.Headers.Accept.ParseAdd("application/vnd.docker.distribution.manifest.v2+json");
        request.Headers.Accept.ParseAdd("application/vnd.oci.image.manifest.v1+json");
        using var answer = await client.SendAsync(request, Stop);
        return answer.EnsureSuccessStatusCode().Headers.GetValues("Docker-Content-Digest").Single();
    }
}
