using System.Collections.Immutable;
using DddAspire.Contracts.Faults;

namespace DddAspire.DemoRunner.Dockerfiles;

/// <summary>A Dockerfile as docker reads it, with the place of each word.</summary>
/// <param name="Integration">Whose it is, for messages.</param>
/// <param name="Text">The file, byte order mark and line ends as they are.</param>
/// <param name="Escape">The character that continues a line: a backslash unless a directive says otherwise.</param>
/// <param name="Instructions">In order; comments and here-documents' contents are none.</param>
internal sealed record Dockerfile(string Integration, string Text, char Escape, ImmutableArray<Instruction> Instructions)
{
    /// <summary>A fault with the line on which an offset lies.</summary>
    public DockerfileFaultException Fault(int offset, string fault, string hint) => new(Integration, Line(offset), fault, hint);

    /// <summary>The line on which an offset lies, counted from 1.</summary>
    public int Line(int offset) => Text.AsSpan(0, Math.Clamp(offset, 0, Text.Length)).Count('\n') + 1;
}

/// <summary>An instruction with its flags and arguments.</summary>
/// <param name="Keyword">In upper case.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Flags">The words of the form <c>--name=value</c> that follow it.</param>
/// <param name="Arguments">The rest, on one line.</param>
internal sealed record Instruction(string Keyword, int Offset, ImmutableArray<SourceText> Flags, SourceText Arguments)
{
    /// <summary>A flag's value; null when it is not given.</summary>
    public SourceText? Flag(string name) => Flags
        .Where(flag => flag.Text.StartsWith($"--{name}=", StringComparison.Ordinal))
        .Select(flag => flag.From(name.Length + 3))
        .FirstOrDefault();
}

/// <summary>A Dockerfile that no image can be built from, or that can't be changed as asked.</summary>
internal sealed class DockerfileFaultException(string integration, int line, string fault, string hint)
    : DemoException($"{integration}/Dockerfile, line {line}: {fault}", hint);
