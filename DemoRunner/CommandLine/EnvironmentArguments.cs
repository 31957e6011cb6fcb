using System.CommandLine;
using DddAspire.Contracts.Faults;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;

namespace DddAspire.DemoRunner.CommandLine;

/// <summary>The options that say what the environment is made of; every command takes them. Each can also be set by a variable.</summary>
internal sealed class EnvironmentArguments
{
    private readonly Option<string> git = Text("--git", "gitea|built-in|auto", "The git server: Gitea where its image can be had, else the built-in one", "DDD_GIT", "auto");
    private readonly Option<string?> gitImage = Optional("--git-image", "IMAGE", "Gitea's image, where it is not to be the pinned one: a mirror's, or another version", "DDD_GIT_IMAGE");
    private readonly Option<string> cluster = Text("--cluster", "kind|existing", "A kind cluster of our own, or one that exists (with --context)", "DDD_CLUSTER", "kind");
    private readonly Option<string?> context = Optional("--context", "NAME", "The kubeconfig context of the existing cluster", "DDD_CONTEXT");
    private readonly Option<string?> registry = Optional("--registry", "HOST:PORT", "A registry that the existing cluster pulls from", "DDD_REGISTRY");
    private readonly Option<string> state = Text("--state", "DIR", "The folder for state, logs, secrets and reports", "DDD_STATE", "");
    private readonly Option<bool> keep = new("--keep") { Description = "After a failure, leave half-made parts for a look at them", Recursive = true };
    private readonly Option<int> registryPort = Port("--registry-port", "the registry", "DDD_REGISTRY_PORT", new Ports().Registry);
    private readonly Option<int> apiPort = Port("--api-port", "the API with live users (namespace ddd-test)", "DDD_API_PORT", new Ports().Api);
    private readonly Option<int> devApiPort = Port("--dev-api-port", "the API in namespace ddd-dev", "DDD_DEV_API_PORT", new Ports().DevApi);
    private readonly Option<int> pagePort = Port("--page-port", "page, webhook receiver and runner", "DDD_PAGE_PORT", new Ports().Page);
    private readonly Option<int> gitPort = Port("--git-port", "the git server", "DDD_GIT_PORT", new Ports().Git);
    private readonly Option<int> loadPort = Port("--load-port", "the load client's control", "DDD_LOAD_PORT", new Ports().Load);

    /// <summary>All of them, to be added to the root command.</summary>
    public IEnumerable<Option> All =>
        [git, gitImage, cluster, context, registry, state, keep, registryPort, apiPort, devApiPort, pagePort, gitPort, loadPort];

    /// <summary>What was asked for.</summary>
    /// <exception cref="MachineException">The options do not go together.</exception>
    public EnvironmentOptions Read(ParseResult line)
    {
        var given = Given(line);
        var engine = EngineMarkerFile.Resolve(given.Layout, Environment.GetEnvironmentVariable(ContainerEngine.Variable));
        return EnvironmentOptionsCheck.Checked(Remembered(given with { Engine = engine }, chosen: line.GetResult(cluster) is { Implicit: false }));
    }

    /// <summary>Advice with the options that were given in it; as it is where those can't be read, which is then what it is about.</summary>
    public string Fit(string advice, ParseResult? line)
    {
        try
        {
            return line is null ? advice : Advice.For(advice, Given(line));
        }
        catch (DemoException)
        {
            return advice;
        }
    }

    private EnvironmentOptions Given(ParseResult line)
    {
        var root = RepositoryRoot.Find();
        var folder = line.GetValue(state);
        return new EnvironmentOptions
        {
            RepositoryRoot = root,
            StateDirectory = string.IsNullOrEmpty(folder) ? Path.Combine(root, ".demo") : Path.GetFullPath(folder),
            Git = OptionValues.Read(OptionValues.Git, line.GetValue(git)!, "DDD_GIT"),
            GitImage = line.GetValue(gitImage) is { Length: > 0 } image ? image : null,
            Cluster = OptionValues.Read(OptionValues.Cluster, line.GetValue(cluster)!, "DDD_CLUSTER"),
            Context = line.GetValue(context),
            Registry = line.GetValue(registry),
            Keep = line.GetValue(keep),
            Ports = new Ports
            {
                Registry = line.GetValue(registryPort),
                Api = line.GetValue(apiPort),
                DevApi = line.GetValue(devApiPort),
                Page = line.GetValue(pagePort),
                Git = line.GetValue(gitPort),
                Load = line.GetValue(loadPort),
            },
        };
    }

    // Where nothing is said about the cluster, the one that the state folder belongs to is meant.
    private static EnvironmentOptions Remembered(EnvironmentOptions options, bool chosen) =>
        !chosen && options is { Cluster: ClusterChoice.Kind, Context: null, Registry: null } && ExistingClusterMarkerFile.Find(options.Layout) is { } mark
            ? options with { Cluster = ClusterChoice.Existing, Context = mark.Context, Registry = mark.Registry }
            : options;

    private static Option<string> Text(string name, string values, string description, string variable, string fallback)
    {
        var option = new Option<string>(name)
        {
            Description = $"{description} [{variable}]",
            HelpName = values,
            Recursive = true,
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable(variable) ?? fallback,
        };
        return values.Contains('|', StringComparison.Ordinal) ? option.AcceptOnlyFromAmong(values.Split('|')) : option;
    }

    private static Option<string?> Optional(string name, string value, string description, string variable) => new(name)
    {
        Description = $"{description} [{variable}]",
        HelpName = value,
        Recursive = true,
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(variable),
    };

    private static Option<int> Port(string name, string whose, string variable, int fallback) => new(name)
    {
        Description = $"Port of {whose} on 127.0.0.1 [{variable}]",
        HelpName = "PORT",
        Recursive = true,
        DefaultValueFactory = _ => OptionValues.ReadPort(Environment.GetEnvironmentVariable(variable), variable, fallback),
    };
}
