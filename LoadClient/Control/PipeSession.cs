using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading.Channels;
using DddAspire.LoadClient.Requests;
using DddAspire.LoadClient.Runs;
using DddAspire.LoadClient.Wire;

namespace DddAspire.LoadClient.Control;

/// <summary>
/// The load client as the child of another program, between its standard input and output: no port is opened, one run is made, and the
/// end of the input ends everything, so that nobody is called by a client whose parent is gone.
/// </summary>
internal sealed class PipeSession(TextReader input, TextWriter output, Func<string, string?> variables) : IDisposable
{
    private readonly Channel<PipeEvent> _events = Channel.CreateUnbounded<PipeEvent>(new UnboundedChannelOptions { SingleReader = true });
    private LoadRun? _run;

    /// <summary>The session over this process's own streams. A Ctrl+C on the terminal is the parent's to act on.</summary>
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        await using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        using var input = new StreamReader(Console.OpenStandardInput());
        using var session = new PipeSession(input, output, Environment.GetEnvironmentVariable);
        await session.ServeAsync(cancellationToken);
        return 0;
    }

    /// <summary>Returns at the end of the input.</summary>
    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        var writing = WriteAsync();
        try
        {
            var reporting = Task.CompletedTask;
            while (await input.ReadLineAsync(cancellationToken) is { } line)
            {
                var request = JsonSerializer.Deserialize(line, PipeJson.Default.PipeRequest);
                if (request?.Start is { } start && _run is null)
                {
                    await StartAsync(start, cancellationToken);
                    reporting = _run is { } run ? ReportAsync(run) : reporting;
                }
                else
                {
                    await ObeyAsync(request);
                }
            }

            _run?.BreakOff();
            await reporting;
        }
        finally
        {
            _events.Writer.Complete();
            await writing;
        }
    }

    public void Dispose() => _run?.Dispose();

    private async Task StartAsync(PipeStart start, CancellationToken cancellationToken)
    {
        if (start.Plan.Problems() is { Count: > 0 } problems)
        {
            Tell(new PipeEvent(Problems: [.. problems]));
            return;
        }

        try
        {
            var request = await PreparedRequest.PrepareAsync(new Uri(start.Plan.Url), start.Request, variables, cancellationToken);
            _run = LoadRun.Start(start.Plan, request, TimeProvider.System, window => Tell(new PipeEvent(Window: window)));
            Tell(new PipeEvent(Started: _run.Id));
        }
        catch (InvalidRequestException invalid)
        {
            Tell(new PipeEvent(Problems: [.. invalid.Problems]));
        }
        catch (TargetNotFoundException unknown)
        {
            Tell(new PipeEvent(Problems: [unknown.Message]));
        }
    }

    private async Task ObeyAsync(PipeRequest? request)
    {
        if (request?.Mark is { } name && _run is { } run)
        {
            // What is asked of a run is done in order: with the report the mark is in force.
            run.TryMark(name);
            await run.ReportAsync();
            Tell(new PipeEvent(Marked: name));
        }

        if (request is { Stop: true })
        {
            _run?.Stop();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever ended the run is told to the parent, which would wait for a report otherwise.")]
    private async Task ReportAsync(LoadRun run)
    {
        try
        {
            Tell(new PipeEvent(Report: await run.Completion));
        }
        catch (Exception defect)
        {
            Tell(new PipeEvent(Problems: [defect.Message]));
        }
    }

    private void Tell(PipeEvent happened) => _events.Writer.TryWrite(happened);

    private async Task WriteAsync()
    {
        await foreach (var happened in _events.Reader.ReadAllAsync(CancellationToken.None))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(happened, PipeJson.Default.PipeEvent));
        }
    }
}
