using DddAspire.DemoEnvironment.Faults;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary>How a failure reads on the terminal: the cause, then the next command.</summary>
internal static class FailureText
{
    /// <summary>Writes it to standard error.</summary>
    public static Task WriteAsync(DemoException exception) =>
        Console.Error.WriteLineAsync($"\n{exception.Message}\nNext: {exception.Advice}");
}
