using DddAspire.DemoEnvironment.Tools;

namespace DddAspire.DemoEnvironment.Git;

/// <summary>
/// The one way to git. A command depends on what it is given and on nothing else of this machine: no variable of a git that started this
/// process (a hook has GIT_DIR set), no configuration of the user's or the system's (signing, hooks, templates, line ends, rewritten addresses).
/// </summary>
public sealed record GitClient
{
    // Where git's own programs lie is a matter of its installation.
    private const string ProgramsVariable = "GIT_EXEC_PATH";

    // A repository above the folder, such as the checkout of this product, is none of git's business here.
    private const string CeilingVariable = "GIT_CEILING_DIRECTORIES";
    private static readonly string NoFile = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";

    private static readonly KeyValuePair<string, string>[] Settings =
    [
        new("init.defaultBranch", GitServers.GitAccount.Branch),
        // Empty: no template folder, whatever the distribution's has in it.
        new("init.templateDir", ""),
        new("core.autocrlf", "false"),
        new("commit.gpgSign", "false"),
        new("tag.gpgSign", "false"),
        new("push.gpgSign", "false"),
        new("log.showSignature", "false"),
        new("credential.helper", ""),
        // The repositories are this product's own, also where another account than today's made the state folder.
        new("safe.directory", "*"),
    ];

    /// <summary>Without credentials and identity: for a repository on this machine that is only read.</summary>
    public static GitClient Local { get; } = new();

    /// <summary>How a server is told who asks; null for none.</summary>
    public GitCredentials? Credentials { get; init; }

    /// <summary>Who commits; null where nothing is committed.</summary>
    public GitIdentity? Identity { get; init; }

    /// <summary>The same, its requests belonging to a trace: a push, and the run that it starts, belong to whoever made the change.</summary>
    public GitClient TracedBy(string? traceParent) => this with { Credentials = Credentials is null ? null : Credentials with { TraceParent = traceParent } };

    /// <summary>The command of git with these arguments.</summary>
    public ToolCommand Command(params IReadOnlyList<string> arguments) => Command(arguments, new Dictionary<string, string?>());

    /// <summary>The same, with variables of its own.</summary>
    /// <param name="arguments">One element an argument.</param>
    /// <param name="variables">Set after everything else.</param>
    public ToolCommand Command(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        var environment = Environment(System.Environment.GetEnvironmentVariables().Keys.Cast<string>());
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return new ToolCommand("git", arguments) { Environment = environment, Secrets = Credentials?.Secrets ?? [] };
    }

    /// <summary>Runs git in a folder and gives what it printed.</summary>
    /// <exception cref="ToolException">It could not do what it was asked; secrets are not in the message.</exception>
    public async Task<string> RunAsync(string folder, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        (await ToolRunner.RunAsync(
            Command(arguments, new Dictionary<string, string?> { [CeilingVariable] = Path.GetDirectoryName(folder) }) with { WorkingDirectory = folder },
            cancellationToken)).StandardOutput;

    /// <summary>The variables of a command, given the names of those that this process inherited.</summary>
    internal Dictionary<string, string?> Environment(IEnumerable<string> inherited)
    {
        var environment = inherited
            .Where(name => name.StartsWith("GIT_", StringComparison.OrdinalIgnoreCase) && !name.Equals(ProgramsVariable, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(name => name, _ => (string?)null);
        environment[CeilingVariable] = Path.GetDirectoryName(System.Environment.CurrentDirectory);
        environment["SSH_ASKPASS"] = null;
        environment["GIT_TERMINAL_PROMPT"] = "0";
        environment["GIT_CONFIG_NOSYSTEM"] = "1";
        environment["GIT_CONFIG_SYSTEM"] = NoFile;
        environment["GIT_CONFIG_GLOBAL"] = NoFile;
        KeyValuePair<string, string>[] settings = [.. Settings, .. Credentials?.Settings ?? []];
        environment["GIT_CONFIG_COUNT"] = settings.Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
        for (var i = 0; i < settings.Length; i++)
        {
            environment[$"GIT_CONFIG_KEY_{i}"] = settings[i].Key;
            environment[$"GIT_CONFIG_VALUE_{i}"] = settings[i].Value;
        }

        Identity?.AddTo(environment);
        return environment;
    }
}
