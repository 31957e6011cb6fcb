using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Tools;
using Shouldly;
using Xunit;

namespace DddAspire.Unit.DemoEnvironment;

/// <summary>Tests that change this process's variables.</summary>
[CollectionDefinition(nameof(ExportingProcess), DisableParallelization = true)]
public sealed class ExportingProcess;

/// <summary>What a tool leaves in the trace of the change that it is run for: one span, with a name that says what it did.</summary>
[Collection(nameof(ExportingProcess))]
public sealed class ToolTraceTests : IDisposable
{
    private const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private readonly string? before = Environment.GetEnvironmentVariable(Variable);

    public ToolTraceTests() => Environment.SetEnvironmentVariable(Variable, "http://127.0.0.1:9");

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, before);

    // BuildKit's client sends spans of its own where this is set, each call a trace beside that of the push.
    [Fact]
    public async Task Tool_OfAProcessThatExportsItsSpans_SendsNoneOfItsOwn() =>
        (await RunAsync(new ToolCommand("sh", ["-c", $"echo ${{{Variable}-nowhere}}"]))).ShouldBe("nowhere");

    [Fact]
    public async Task Tool_ThatIsToldWhereToSendThem_DoesSo() =>
        (await RunAsync(new ToolCommand("sh", ["-c", $"echo ${Variable}"]) { Environment = new Dictionary<string, string?> { [Variable] = "http://127.0.0.1:10" } }))
            .ShouldBe("http://127.0.0.1:10");

    [Theory]
    [InlineData("/usr/libexec/docker/cli-plugins/docker-buildx", "docker-buildx build")]
    [InlineData(null, "docker buildx")]
    public void Span_OfABuild_IsNamedAfterWhatIsDone(string? plugin, string name) =>
        Buildx.Command(plugin, "default", ["build", "--push", "."]).Title.ShouldBe(name);

    private static async Task<string> RunAsync(ToolCommand command) => (await ToolRunner.RunAsync(command, TestContext.Current.CancellationToken)).StandardOutput;
}
