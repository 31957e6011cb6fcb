using System.Collections.Immutable;
using System.Globalization;
using DddAspire.AppHost.Parts;
using DddAspire.AppHost.Stories;
using DddAspire.Contracts.Stories;
using DddAspire.DemoEnvironment.Containers;
using DddAspire.DemoEnvironment.Secrets;
using DddAspire.DemoEnvironment.Settings;
using DddAspire.DemoEnvironment.State;
using Microsoft.Extensions.Configuration;

namespace DddAspire.AppHost;

/// <summary>What a user may choose, each as an Aspire parameter: <c>dotnet run --project AppHost -- --Parameters:lifetime=persistent</c>.</summary>
/// <param name="Environment">What the environment is made of and where, but for the cluster's nodes.</param>
/// <param name="Cluster">The cluster's nodes.</param>
/// <param name="Lifetime">Whether the environment goes when the AppHost ends.</param>
/// <param name="Rate">Calls a second at the start.</param>
internal sealed record DemoSettings(EnvironmentOptions Environment, ClusterParameters Cluster, ClusterLifetime Lifetime, double Rate)
{
    /// <summary>The parameter with the stories that are told when everything is healthy.</summary>
    public const string StoryParameter = "story";

    /// <summary>The parameter with the calls a second.</summary>
    public const string RateParameter = "rate";

    /// <summary>A parameter's name in Aspire's model, where the story itself is a resource too; the dashboard saves what is set under it.</summary>
    public static string ResourceName(string parameter) => parameter == StoryParameter ? "stories" : parameter;

    /// <summary>The parameters that are asked for when a story begins, so that what is set in the dashboard counts; all others are read at the start.</summary>
    public static IReadOnlySet<string> SettableWhileRunning { get; } = new HashSet<string>([StoryParameter, RateParameter], StringComparer.Ordinal);

    /// <summary>The parameters and what they are when nobody sets them.</summary>
    public static IReadOnlyDictionary<string, string> Defaults { get; } = new SortedDictionary<string, string>(
        ClusterParameters.Defaults.ToDictionary(), StringComparer.Ordinal)
    {
        ["git-server"] = "auto",
        ["lifetime"] = "session",
        [RateParameter] = "50",
        [StoryParameter] = StoryNames.All[0],
        ["state"] = ".demo",
        ["registry-port"] = Text(new Ports().Registry),
        ["api-port"] = Text(new Ports().Api),
        ["dev-api-port"] = Text(new Ports().DevApi),
        ["page-port"] = Text(new Ports().Page),
        ["git-port"] = Text(new Ports().Git),
        ["load-port"] = Text(new Ports().Load),
    };

    /// <summary>What was chosen.</summary>
    /// <param name="configuration">Where <c>Parameters:NAME</c> is looked for.</param>
    /// <param name="repositoryRoot">The checkout; a relative state folder is below it.</param>
    /// <exception cref="Contracts.Faults.MachineException">The choices do not go together.</exception>
    public static DemoSettings Read(IConfiguration configuration, string repositoryRoot)
    {
        var choices = new ParameterValues(configuration);
        var layout = new StateLayout(Path.GetFullPath(choices.Text("state"), repositoryRoot));
        var options = new EnvironmentOptions
        {
            RepositoryRoot = repositoryRoot,
            StateDirectory = layout.Root,
            Engine = EngineMarkerFile.Resolve(layout, configuration[ContainerEngine.Variable]),
            ChosenSecrets = Secrets(choices, layout),
            Git = choices.Choice("git-server", GitServers),
            Ports = new Ports
            {
                Registry = choices.Port("registry-port"),
                Api = choices.Port("api-port"),
                DevApi = choices.Port("dev-api-port"),
                Page = choices.Port("page-port"),
                Git = choices.Port("git-port"),
                Load = choices.Port("load-port"),
            },
        };
        _ = StorySelection.Parse(choices.Text(StoryParameter));
        return new DemoSettings(
            EnvironmentOptionsCheck.Checked(options), ClusterParameters.Read(choices, repositoryRoot), choices.Choice("lifetime", Lifetimes), choices.Rate(RateParameter));
    }

    // Those of an environment that is up already stay; new ones are made here, so that Aspire knows them from the start.
    private static ImmutableSortedDictionary<string, string> Secrets(ParameterValues choices, StateLayout layout)
    {
        var known = new SecretStore(layout, ImmutableSortedDictionary<string, string>.Empty);
        return SecretStore.Choosable.ToImmutableSortedDictionary(name => name, name => choices.Secret(name) ?? known.Find(name) ?? SecretStore.Random());
    }

    private static Dictionary<string, GitServerChoice> GitServers => new(StringComparer.Ordinal)
    {
        ["auto"] = GitServerChoice.Auto,
        ["gitea"] = GitServerChoice.Gitea,
        ["built-in"] = GitServerChoice.BuiltIn,
    };

    private static Dictionary<string, ClusterLifetime> Lifetimes => new(StringComparer.Ordinal)
    {
        ["session"] = ClusterLifetime.Session,
        ["persistent"] = ClusterLifetime.Persistent,
    };

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
