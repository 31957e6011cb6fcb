using DddAspire.Contracts.Faults;

namespace DddAspire.DemoEnvironment.Tools;

/// <summary>A tool that could not do what it was asked, with the command and the end of what it said.</summary>
public abstract class ToolException : DemoException
{
    private protected ToolException(ToolCommand command, string message, string advice, Exception? innerException = null)
        : base(message, advice, innerException) => Command = command;

    /// <summary>The command that failed.</summary>
    public ToolCommand Command { get; }
}

/// <summary>The tool is not on this machine's PATH or may not be run.</summary>
public sealed class ToolMissingException(ToolCommand command, Exception innerException)
    : ToolException(command, $"'{command.Tool}' could not be started: {innerException.Message}",
        "./demo doctor   # names what is missing and the command that mends it", innerException)
{
    /// <inheritdoc/>
    public override FaultOrigin Origin => FaultOrigin.Machine;
}

/// <summary>The tool ended with an exit code that is no answer.</summary>
public sealed class ToolFailedException(ToolCommand command, int exitCode, string evidence)
    : ToolException(command, $"exit code {exitCode} from: {command}\n{evidence}", $"{command}   # run it by hand to see the whole output")
{
    /// <summary>The process's exit code.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>The end of what the tool printed, with secrets removed.</summary>
    public string Evidence { get; } = evidence;
}

/// <summary>The tool did not end within its limit; its process tree was killed.</summary>
public sealed class ToolTimedOutException(ToolCommand command, string evidence)
    : ToolException(command, $"no end after {command.Limit.TotalSeconds:0} s: {command}\nlast output: {evidence}",
        $"{command}   # run it by hand to see where it stands");
