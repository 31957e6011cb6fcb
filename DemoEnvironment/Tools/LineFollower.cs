using System.IO.Pipelines;

namespace DddAspire.DemoEnvironment.Tools;

/// <summary>Runs a tool that goes on talking, and hands on its lines as they come; nothing is kept.</summary>
internal static class LineFollower
{
    /// <summary>Follows until the tool ends by itself or is stopped.</summary>
    public static async Task RunAsync(ToolCommand command, Action<string> onLine, CancellationToken cancellationToken)
    {
        var pipe = new Pipe();
        var reading = ReadAsync(pipe.Reader, onLine);
        try
        {
            await using var output = pipe.Writer.AsStream(leaveOpen: true);
            await ToolRunner.StreamAsync(command, Stream.Null, output, cancellationToken);
        }
        finally
        {
            await pipe.Writer.CompleteAsync();
            await reading;
        }
    }

    private static async Task ReadAsync(PipeReader reader, Action<string> onLine)
    {
        using var lines = new StreamReader(reader.AsStream());
        while (await lines.ReadLineAsync(CancellationToken.None) is { } line)
        {
            onLine(line);
        }
    }
}
