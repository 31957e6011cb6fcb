namespace DddAspire.DemoEnvironment.Tools;

/// <summary>A command line as a value: what to run, never how it went.</summary>
/// <param name="Tool">The program's name, looked up on PATH, or its path.</param>
/// <param name="Arguments">One element an argument; nothing is parsed by a shell.</param>
public sealed record ToolCommand(string Tool, IReadOnlyList<string> Arguments)
{
    /// <summary>Text given to the program's standard input; null gives it an empty one.</summary>
    public string? StandardInput { get; init; }

    /// <summary>The folder it runs in; null means the current one.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Variables set on top of the inherited environment; a null value removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Values that must not appear in a message or a log (passwords, tokens).</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Exit codes that are answers rather than failures.</summary>
    public IReadOnlySet<int> AcceptedExitCodes { get; init; } = new HashSet<int> { 0 };

    /// <summary>The longest it may take before its process tree is killed. Default: 2 minutes.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long it may tidy up after SIGTERM before its process tree is killed. Default: it is killed at once.</summary>
    public TimeSpan Grace { get; init; }

    /// <summary>Whether it is a span of its own in traces. Not so for what is asked every few seconds.</summary>
    public bool Traced { get; init; } = true;

    /// <summary>The tool and what it is told to do, without what to do it with: <c>git fetch</c>.</summary>
    internal string Title => $"{Path.GetFileName(Tool)} {Arguments.FirstOrDefault(IsVerb)}".TrimEnd();

    /// <summary>The command as one could paste it into a shell, with secrets replaced by <c>***</c>.</summary>
    public override string ToString() => Redact(string.Join(' ', Arguments.Prepend(Tool).Select(Quote)));

    /// <summary>Replaces every secret of this command in <paramref name="text"/> by <c>***</c>.</summary>
    public string Redact(string text) =>
        Secrets.Where(secret => secret.Length > 0)
            .Aggregate(text, (current, secret) => current.Replace(secret, "***", StringComparison.Ordinal));

    private static bool IsVerb(string argument) => argument.Length > 1 && argument[0] != '-' && argument.All(c => char.IsAsciiLetterLower(c) || c == '-');

    private static string Quote(string argument) =>
        argument.Length > 0 && argument.All(c => char.IsLetterOrDigit(c) || "-_=./:@%+,".Contains(c, StringComparison.Ordinal))
            ? argument
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
