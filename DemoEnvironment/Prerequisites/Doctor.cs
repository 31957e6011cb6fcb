using System.Collections.Immutable;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Preflight;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Prerequisites;

/// <summary>Looks at everything that the demo needs of this machine; changes and installs nothing.</summary>
/// <param name="options">What is going to be set up.</param>
public sealed class Doctor(EnvironmentOptions options)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>One finding for each thing, tools first.</summary>
    public async Task<ImmutableArray<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var tools = ToolRequirement.For(options.Engine).Select(async need => need.Judge(await AskAsync(need.Command, cancellationToken))).ToArray();
        var engine = await EngineAsync(cancellationToken);
        var engineAnswers = engine[0].State == FindingState.Ok;
        return
        [
            .. engine,
            .. await Task.WhenAll(tools),
            .. DiskSpace.Check(options.StateDirectory),
            .. engineAnswers ? await PortsAsync(cancellationToken) : [],
        ];
    }

    private async Task<ImmutableArray<Finding>> EngineAsync(CancellationToken cancellationToken)
    {
        try
        {
            var info = await ToolRunner.RunAsync(options.Engine.Command("info", "--format", options.Engine.InfoFormat) with { Limit = Limit }, cancellationToken);
            return EngineFacts.Judge(options.Engine.Name, EngineFacts.Parse(info.StandardOutput), info.StandardError.Split('\n')[0]);
        }
        catch (ToolException exception)
        {
            return EngineFacts.Judge(options.Engine.Name, null, exception is ToolFailedException failed ? failed.Evidence.Split('\n')[^1] : exception.Message);
        }
    }

    private static async Task<string?> AskAsync(ImmutableArray<string> command, CancellationToken cancellationToken)
    {
        try
        {
            return (await ToolRunner.RunAsync(new ToolCommand(command[0], [.. command.Skip(1)]) { Limit = Limit }, cancellationToken)).StandardOutput;
        }
        catch (ToolException)
        {
            return null;
        }
    }

    private async Task<ImmutableArray<Finding>> PortsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PortCheck.RunAsync(options, cancellationToken);
            return [new Finding("ports", FindingState.Ok, string.Join(", ", PortUses.Of(options.Ports).Select(port => port.Number)), null)];
        }
        catch (DemoException exception)
        {
            return [new Finding("ports", FindingState.Missing, exception.Message, Advice.For(exception.Advice, options))];
        }
    }
}
