using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace DddAspire.DemoRunner.Dockerfiles;

/// <summary>
/// Reads a Dockerfile line by line as BuildKit does: parser directives, continuation lines with comments in between, here-documents.
/// What an unknown instruction means is left to docker.
/// </summary>
internal sealed partial class DockerfileReader
{
    private const string Advice = "docker build . in a clone shows the line   # https://docs.docker.com/reference/dockerfile/";
    private static readonly string[] WithHereDocuments = ["ADD", "COPY", "RUN"];

    private readonly string integration;
    private readonly string text;
    private readonly List<(int Start, int Length)> lines;
    private readonly ImmutableArray<Instruction>.Builder instructions = ImmutableArray.CreateBuilder<Instruction>();
    private char escape = '\\';
    private int next;

    private DockerfileReader(string integration, string text)
    {
        this.integration = integration;
        this.text = text;
        lines = [.. Lines(text)];
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="DockerfileFaultException">Docker would not take it either.</exception>
    public static Dockerfile Read(string integration, string text)
    {
        var reader = new DockerfileReader(integration, text);
        reader.ReadDirectives();
        while (reader.next < reader.lines.Count)
        {
            reader.ReadInstruction();
        }

        return new Dockerfile(integration, text, reader.escape, reader.instructions.ToImmutable());
    }

    // Each without its line end; a byte order mark belongs to no line.
    private static IEnumerable<(int Start, int Length)> Lines(string text)
    {
        for (var start = text.StartsWith('\uFEFF') ? 1 : 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            var trimmed = end;
            while (trimmed > start && text[trimmed - 1] == '\r')
            {
                trimmed--;
            }

            yield return (start, trimmed - start);
            start = end + 1;
        }
    }

    private void ReadDirectives()
    {
        foreach (var (start, length) in lines)
        {
            var directive = Directive().Match(text.Substring(start, length));
            if (!directive.Success)
            {
                return;
            }

            if (directive.Groups["name"].Value.Equals("escape", StringComparison.OrdinalIgnoreCase))
            {
                escape = directive.Groups["value"].Value is ['\\' or '`'] token
                    ? token[0]
                    : throw Fault(start, $"the escape character can't be {directive.Groups["value"].Value}");
            }
        }
    }

    private void ReadInstruction()
    {
        var line = SourceText.Empty;
        var goesOn = true;
        for (var first = true; goesOn && next < lines.Count; first = false)
        {
            var (start, length) = lines[next++];
            var content = SourceText.Of(text, start, length);
            var bare = content.Text.TrimStart();
            if (bare.StartsWith('#') || bare.Length == 0)
            {
                if (first)
                {
                    return;
                }

                continue;
            }

            (content, goesOn) = Continued(content);
            line = line.Append(content);
        }

        if (line.Trim() is { Length: > 0 } whole)
        {
            instructions.Add(Parse(whole));
            SkipHereDocuments(instructions[^1], whole.Start);
        }
    }

    // A backslash at the end, white space after it or not; a doubled one is a backslash.
    private (SourceText Content, bool GoesOn) Continued(SourceText line)
    {
        var end = line.Text.TrimEnd(' ', '\t').Length - 1;
        return end >= 0 && line.Text[end] == escape && (end == 0 || line.Text[end - 1] != escape)
            ? (line.Slice(0, end), true)
            : (line, false);
    }

    private static Instruction Parse(SourceText line)
    {
        var keyword = line.Split()[0];
        var rest = line.From(keyword.Length).Trim();
        var flags = ImmutableArray.CreateBuilder<SourceText>();
        while (rest.Text.StartsWith("--", StringComparison.Ordinal))
        {
            var flag = rest.Split()[0];
            flags.Add(flag);
            rest = rest.From(flag.Length).Trim();
        }

        return new Instruction(keyword.Text.ToUpperInvariant(), line.Start, flags.ToImmutable(), rest);
    }

    private void SkipHereDocuments(Instruction instruction, int offset)
    {
        var host = instruction.Keyword == "ONBUILD" && instruction.Arguments.Length > 0 ? Parse(instruction.Arguments) : instruction;
        if (!WithHereDocuments.Contains(host.Keyword) || JsonWords.TryRead(host.Arguments) is not null)
        {
            return;
        }

        foreach (var word in ShellWords.Split(host.Arguments, '\\'))
        {
            if (HereDocument().Match(word.Text) is { Success: true } found)
            {
                SkipTo(found.Groups["name"].Value.Trim('"', '\''), found.Groups["tabs"].Length > 0, offset);
            }
        }
    }

    private void SkipTo(string terminator, bool withTabs, int offset)
    {
        while (next < lines.Count)
        {
            var (start, length) = lines[next++];
            var line = text.Substring(start, length);
            if ((withTabs ? line.TrimStart('\t') : line) == terminator)
            {
                return;
            }
        }

        throw Fault(offset, $"the here-document {terminator} has no end");
    }

    private DockerfileFaultException Fault(int offset, string fault) =>
        new Dockerfile(integration, text, escape, []).Fault(offset, fault, Advice);

    [GeneratedRegex(@"^\s*#\s*(?<name>[A-Za-z][A-Za-z0-9]*)\s*=\s*(?<value>.+?)\s*$")]
    private static partial Regex Directive();

    [GeneratedRegex("""^\d*<<(?<tabs>-?)(?<name>[^<\s]+)$""")]
    private static partial Regex HereDocument();
}
