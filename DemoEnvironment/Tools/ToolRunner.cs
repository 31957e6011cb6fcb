using System.ComponentModel;
using System.Diagnostics;
using CliWrap;
using CliWrap.Buffered;

namespace DddAspire.DemoEnvironment.Tools;

/// <summary>The one seam through which this product runs other programs to their end.</summary>
public static class ToolRunner
{
    /// <summary>The activity source of tool calls: one span each.</summary>
    public const string ActivitySourceName = "DddAspire.Tools";

    private const string ExportVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const int EvidenceLength = 4_000;
    private static readonly ActivitySource Activities = new(ActivitySourceName);

    /// <summary>Runs <paramref name="command"/> to its end.</summary>
    /// <param name="command">What to run.</param>
    /// <param name="cancellationToken">Kills the process tree.</param>
    /// <exception cref="ToolMissingException">It could not be started.</exception>
    /// <exception cref="ToolFailedException">Its exit code is not one of the accepted ones.</exception>
    /// <exception cref="ToolTimedOutException">It did not end within <see cref="ToolCommand.Limit"/>.</exception>
    public static Task<ToolResult> RunAsync(ToolCommand command, CancellationToken cancellationToken) =>
        RunAsync(command, static _ => { }, cancellationToken);

    /// <summary>Runs <paramref name="command"/> to its end, handing on each line of its output as it comes.</summary>
    public static async Task<ToolResult> RunAsync(ToolCommand command, Action<string> onLine, CancellationToken cancellationToken)
    {
        var lines = new LineLog(command, onLine);
        var prepared = Prepare(command, lines).WithStandardOutputPipe(PipeTarget.ToDelegate(lines.Add));
        var result = await GuardAsync(command, lines, prepared.ExecuteBufferedAsync, cancellationToken);
        ThrowUnlessAccepted(command, result.ExitCode, Evidence(command, result));
        return new ToolResult(result.ExitCode, result.StandardOutput.TrimEnd(), result.StandardError.TrimEnd(), result.RunTime);
    }

    /// <summary>Runs <paramref name="command"/> to its end between two streams; neither is read into memory.</summary>
    /// <param name="command">What to run; its <see cref="ToolCommand.StandardInput"/> is not used.</param>
    /// <param name="input">Its standard input.</param>
    /// <param name="output">Takes its standard output as it comes.</param>
    /// <param name="cancellationToken">Kills the process tree.</param>
    public static async Task StreamAsync(ToolCommand command, Stream input, Stream output, CancellationToken cancellationToken)
    {
        var lines = new LineLog(command, static _ => { });
        var prepared = Prepare(command, lines)
            .WithStandardInputPipe(PipeSource.FromStream(input))
            .WithStandardOutputPipe(PipeTarget.ToStream(output));
        var result = await GuardAsync(command, lines, prepared.ExecuteAsync, cancellationToken);
        ThrowUnlessAccepted(command, result.ExitCode, lines.Last);
    }

    private static async Task<T> GuardAsync<T>(
        ToolCommand command, LineLog lines, Func<CancellationToken, CommandTask<T>> run, CancellationToken cancellationToken)
        where T : CommandResult
    {
        using var activity = command.Traced ? Activities.StartActivity(command.Title) : null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(command.Limit);
        try
        {
            var result = await RunAsync(command, run, limit.Token);
            activity?.SetTag("process.exit_code", result.ExitCode);
            if (!command.AcceptedExitCodes.Contains(result.ExitCode))
            {
                activity?.SetStatus(ActivityStatusCode.Error, lines.Last);
            }

            return result;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            activity?.SetStatus(ActivityStatusCode.Error, "timed out");
            throw new ToolTimedOutException(command, lines.Last);
        }
        catch (Win32Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            throw new ToolMissingException(command, exception);
        }
    }

    private static async Task<T> RunAsync<T>(ToolCommand command, Func<CancellationToken, CommandTask<T>> run, CancellationToken cancellationToken)
        where T : CommandResult
    {
        if (command.Grace == TimeSpan.Zero)
        {
            return await run(cancellationToken);
        }

        using var kill = new CancellationTokenSource();
        var running = run(kill.Token);
        try
        {
            return await running.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            kill.CancelAfter(command.Grace);
            await DetachedStart.SignalAsync(running.ProcessId, kill: false, CancellationToken.None);
            await ((Task)running.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private static void ThrowUnlessAccepted(ToolCommand command, int exitCode, string evidence)
    {
        if (!command.AcceptedExitCodes.Contains(exitCode))
        {
            throw new ToolFailedException(command, exitCode, evidence);
        }
    }

    private static Command Prepare(ToolCommand command, LineLog lines)
    {
#pragma warning disable RS0030 // This is the owner of tools.
        var prepared = Cli.Wrap(command.Tool)
#pragma warning restore RS0030
            .WithArguments(command.Arguments)
            .WithEnvironmentVariables(WithoutExport(command.Environment))
            .WithValidation(CommandResultValidation.None)
            .WithStandardErrorPipe(PipeTarget.ToDelegate(lines.Add));
        prepared = command.WorkingDirectory is { } folder ? prepared.WithWorkingDirectory(folder) : prepared;
        return command.StandardInput is { } input ? prepared.WithStandardInputPipe(PipeSource.FromString(input)) : prepared;
    }

    // BuildKit's client would send spans of its own to where this process does, each call a trace beside ours; the span of the call is what we show.
    private static Dictionary<string, string?> WithoutExport(IReadOnlyDictionary<string, string?> environment) =>
        environment.ContainsKey(ExportVariable) ? environment.ToDictionary() : new(environment.ToDictionary(), StringComparer.Ordinal) { [ExportVariable] = null };

    private static string Evidence(ToolCommand command, BufferedCommandResult result)
    {
        var said = result.StandardError.Trim().Length > 0 ? result.StandardError : result.StandardOutput;
        var tail = said.Length > EvidenceLength ? said[^EvidenceLength..] : said;
        return command.Redact(tail.Trim());
    }

    private sealed class LineLog(ToolCommand command, Action<string> onLine)
    {
        public string Last { get; private set; } = "(nothing)";

        public void Add(string line)
        {
            Last = command.Redact(line);
            onLine(Last);
        }
    }
}
