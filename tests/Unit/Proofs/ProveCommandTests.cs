using System.Text.Json;
using System.Xml.Linq;
using DddAspire.DemoEnvironment.Tools;
using DddAspire.Unit.LoadClient.Controls;
using DddAspire.Unit.Repository;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.Proofs;

/// <summary>The program itself: <c>prove</c> as a process with its output, exit code and report.</summary>
public sealed class ProveCommandTests : IDisposable
{
    private const string Secret = "s3cret-token-value";
    private readonly string folder = Directory.CreateTempSubdirectory("prove-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Pass_EndsWith0_AndItsLastLineIsForPrograms()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue(TimeSpan.FromDays(1), "localhost");
        await using var server = await ApiServer.StartAsync(new(System.Net.IPAddress.Loopback, 0), certificate, context =>
            context.Request.Headers.Authorization == $"Bearer {Secret}" ? context.Response.WriteAsync("{\"state\":\"done\"}") : Unauthorized(context));
        string[] arguments =
            ["--url", $"https://localhost:{server.Port}/a?b=c", "--cacert", authority.PemFile, "--header-env", "Authorization=API_AUTH", "--expect", "$.state=done"];
        var result = await ProveAsync(arguments);
        for (var attempt = 1; attempt < 3 && result.ExitCode == 1; attempt++)
        {
            // A machine that is busy with other tests is late, and then that is what callers see.
            result = await ProveAsync(arguments);
        }

        result.ExitCode.ShouldBe(0, result.StandardError);
        var last = Values(result);
        last["verdict"].ShouldBe("passed");
        last["failed"].ShouldBe("0");
        last["command_exit"].ShouldBe("0");
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(last["report"], "report.json"), TestContext.Current.CancellationToken));
        json.RootElement.GetProperty("verdict").GetString().ShouldBe("passed");
        json.RootElement.GetProperty("load").GetProperty("failuresByKind").EnumerateObject().ShouldBeEmpty();
        json.RootElement.GetProperty("phases").GetArrayLength().ShouldBe(3);
        result.StandardError.ShouldContain("the command was here");
        result.StandardOutput.ShouldNotContain("the command was here");
    }

    [Fact]
    public async Task Fail_EndsWith1_AndNoSecretIsInAnyFile()
    {
        await using var server = await ApiServer.StartAsync(context =>
            File.Exists(Path.Combine(folder, "changed")) ? Unauthorized(context) : context.Response.WriteAsync("ok"));
        var result = await ProveAsync(
            ["--url", $"http://127.0.0.1:{server.Port}/", "--header-env", "Authorization=API_AUTH"], $"touch '{folder}/changed'");

        result.ExitCode.ShouldBe(1, result.StandardError);
        var files = Directory.GetFiles(Values(result)["report"]);
        files.Select(Path.GetFileName).ShouldBe(["report.json", "report.html", "junit.xml", "report.md"], ignoreOrder: true);
        files.ShouldAllBe(file => !File.ReadAllText(file).Contains(Secret, StringComparison.Ordinal));
        (result.StandardOutput + result.StandardError).ShouldNotContain(Secret);
        result.StandardOutput.ShouldContain("401 who is ***?");
        var cases = XDocument.Load(files.Single(file => file.EndsWith(".xml", StringComparison.Ordinal))).Descendants("testcase").ToList();
        cases.Single(test => (string?)test.Attribute("name") == "verdict").Element("failure").ShouldNotBeNull();
        cases.Single(test => (string?)test.Attribute("name") == "calls before the command").Element("failure").ShouldBeNull();
    }

    [Fact]
    public async Task Mistakes_EndWith2_AllNamed_BeforeAnythingIsCalledOrRun()
    {
        var result = await ProveAsync(
            ["--url", "http://127.0.0.1:1/", "--request", $"{folder}/none.json", "--header-env", "Authorization=NOT_SET"], $"touch '{folder}/ran'");

        result.ExitCode.ShouldBe(2);
        result.StandardError.ShouldContain("there is no file");
        result.StandardError.ShouldContain("the variable NOT_SET is not set");
        File.Exists(Path.Combine(folder, "ran")).ShouldBeFalse();
    }

    [Fact]
    public async Task InterruptSignal_EndsWith130_WithAPartialReport()
    {
        await using var server = await ApiServer.StartAsync(context => context.Response.WriteAsync("ok"));
        // The whole process group gets the signal, as from a terminal; a script in the background would have handed on that it is ignored.
        const string Script = """
            set -m
            env --default-signal=INT "${@:2}" &
            until [ -e "$1" ]; do sleep 0.1; done
            kill -INT -- "-$!"
            wait "$!"
            """;
        var marker = Path.Combine(folder, "changed");
        var result = await RunAsync(
            "bash", ["-c", Script, "bash", marker, "dotnet", Program, .. Arguments(["--url", $"http://127.0.0.1:{server.Port}/"], $"touch '{marker}'; sleep 600")]);

        var last = Values(result);
        last["partial"].ShouldBe("true");
        last["verdict"].ShouldBe("inconclusive");
        int.Parse(last["succeeded"], System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(0);
        result.ExitCode.ShouldBe(130);
    }

    private static string Program => Path.Combine(AppContext.BaseDirectory, "DddAspire.DemoRunner.dll");

    private static Task Unauthorized(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return context.Response.WriteAsync($"who is {Secret}?");
    }

    private static Dictionary<string, string> Values(ToolResult result) => result.StandardOutput.Split('\n')[^1].Split(' ')
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1]);

    private IEnumerable<string> Arguments(IEnumerable<string> arguments, string command) =>
        ["prove", .. arguments, "--during", command, "--before", "1s", "--after", "1s", "--rate", "30", "--timeout", "20s", "--report", folder];

    private Task<ToolResult> ProveAsync(IEnumerable<string> arguments, string command = "echo the command was here") =>
        RunAsync("dotnet", [Program, .. Arguments(arguments, command)]);

    private static Task<ToolResult> RunAsync(string tool, IReadOnlyList<string> arguments) => ToolRunner.RunAsync(
        new ToolCommand(tool, arguments)
        {
            WorkingDirectory = SourceTree.Root,
            Environment = new Dictionary<string, string?> { ["API_AUTH"] = $"Bearer {Secret}" },
            AcceptedExitCodes = new HashSet<int> { 0, 1, 2, 3, 124, 130 },
        },
        TestContext.Current.CancellationToken);
}
