using System.IO.Pipelines;
using System.Text.Json;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoRunner.Proofs;

/// <summary>The load client as a child of this process, for one run.</summary>
internal sealed class LoadProcess : IAsyncDisposable
{
    private const string Assembly = "DddAspire.LoadClient.dll";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(30);

    private readonly Pipe requests = new();
    private readonly Pipe events = new();
    private readonly CancellationTokenSource kill = new();
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<LoadReport> report = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<LoadWindow> onWindow;
    private TaskCompletionSource marked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task ended;

    private LoadProcess(TimeSpan limit, Action<LoadWindow> onWindow)
    {
        this.onWindow = onWindow;
        ended = EndAsync(RunAsync(limit), ReadAsync());
    }

    /// <summary>Whether the run goes on: false once it has a report or is lost.</summary>
    public bool IsRunning => started.Task.IsCompletedSuccessfully && !report.Task.IsCompleted;

    /// <summary>Starts the load client and its run.</summary>
    /// <param name="start">What to call.</param>
    /// <param name="limit">The longest the whole run can take.</param>
    /// <param name="onWindow">Is given each second that is complete.</param>
    /// <param name="cancellationToken">Ends the load client.</param>
    /// <exception cref="MachineException">What was asked can't be called, with all reasons.</exception>
    /// <exception cref="LoadProcessException">The load client does not run.</exception>
    public static async Task<LoadProcess> StartAsync(
        PipeStart start, TimeSpan limit, Action<LoadWindow> onWindow, CancellationToken cancellationToken)
    {
        var load = new LoadProcess(limit, onWindow);
        try
        {
            await load.SendAsync(new PipeRequest(Start: start));
            await load.started.Task.WaitAsync(StartLimit, cancellationToken);
            return load;
        }
        catch (TimeoutException)
        {
            await load.DisposeAsync();
            throw new LoadProcessException($"it did not start within {StartLimit.TotalSeconds:0} s");
        }
        catch
        {
            await load.DisposeAsync();
            throw;
        }
    }

    /// <summary>Begins a phase of that name; returns when it has begun.</summary>
    /// <exception cref="LoadProcessException">The load client is gone.</exception>
    public async Task MarkAsync(string name)
    {
        marked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync(new PipeRequest(Mark: name));
        try
        {
            await (await Task.WhenAny(marked.Task, report.Task).WaitAsync(EndLimit));
        }
        catch (TimeoutException)
        {
            throw new LoadProcessException($"the phase '{name}' did not begin within {EndLimit.TotalSeconds:0} s");
        }
    }

    /// <summary>Ends the schedule and waits for what was under way.</summary>
    /// <param name="timeout">How long one call may take.</param>
    /// <exception cref="LoadProcessException">The load client is gone.</exception>
    public async Task<LoadReport> StopAsync(TimeSpan timeout)
    {
        await SendAsync(new PipeRequest(Stop: true));
        try
        {
            return await report.Task.WaitAsync(timeout + EndLimit);
        }
        catch (TimeoutException)
        {
            throw new LoadProcessException($"it gave no report within {(timeout + EndLimit).TotalSeconds:0} s of being stopped");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await requests.Writer.CompleteAsync();
        kill.CancelAfter(EndLimit);
        await ended;
        kill.Dispose();
    }

    private async Task SendAsync(PipeRequest request)
    {
        await requests.Writer.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(request, PipeJson.Default.PipeRequest));
        await requests.Writer.WriteAsync("\n"u8.ToArray());
    }

    private async Task<LoadProcessException> RunAsync(TimeSpan limit)
    {
        var command = new ToolCommand("dotnet", [Path.Combine(AppContext.BaseDirectory, Assembly), "--pipe"]) { Limit = limit };
        try
        {
            await using var output = events.Writer.AsStream(leaveOpen: true);
            await ToolRunner.StreamAsync(command, requests.Reader.AsStream(), output, kill.Token);
            return new LoadProcessException("it ended without a report");
        }
        catch (Exception exception) when (exception is ToolException or OperationCanceledException)
        {
            return new LoadProcessException(exception.Message, exception);
        }
        finally
        {
            await events.Writer.CompleteAsync();
        }
    }

    // The end counts only when all that was said before it has been heard.
    private async Task EndAsync(Task<LoadProcessException> child, Task reading)
    {
        var reason = await child;
        await reading;
        Fail(reason);
    }

    private async Task ReadAsync()
    {
        using var lines = new StreamReader(events.Reader.AsStream());
        while (await lines.ReadLineAsync(CancellationToken.None) is { } line)
        {
            Take(JsonSerializer.Deserialize(line, PipeJson.Default.PipeEvent)!);
        }
    }

    private void Take(PipeEvent happened)
    {
        switch (happened)
        {
            case { Window: { } window }:
                onWindow(window);
                break;
            case { Started: not null }:
                started.TrySetResult();
                break;
            case { Marked: not null }:
                marked.TrySetResult();
                break;
            case { Report: { } final }:
                report.TrySetResult(final);
                break;
            case { Problems: { } problems }:
                Fail(new MachineException(string.Join('\n', problems), "./demo prove --help"));
                break;
        }
    }

    private void Fail(DemoException reason)
    {
        started.TrySetException(reason);
        report.TrySetException(reason);
        // Nobody may be waiting for one of them any more.
        _ = started.Task.Exception;
        _ = report.Task.Exception;
    }
}

/// <summary>The load client under a proof does not do its work.</summary>
internal sealed class LoadProcessException(string what, Exception? innerException = null)
    : DemoException($"The load client: {what}", "dotnet DemoRunner/bin/Release/net10.0/DddAspire.LoadClient.dll --help   # whether it starts at all", innerException);
