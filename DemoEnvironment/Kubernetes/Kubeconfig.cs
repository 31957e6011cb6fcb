using DddAspire.Contracts.Faults;
using k8s.KubeConfigModels;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;

namespace DddAspire.DemoEnvironment.Kubernetes;

/// <summary>
/// kubeconfig files as text, for copies of a part of them: each scalar stays as it was written, and what we don't know of an account (such as
/// the settings of its login program) goes with it. See https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/.
/// </summary>
internal static class Kubeconfig
{
    private const string Variable = "KUBECONFIG";
    private static readonly IDeserializer Reader = new DeserializerBuilder().IgnoreUnmatchedProperties().Build();

    /// <summary>Reads a file for a client.</summary>
    /// <exception cref="KubeconfigException">It is none.</exception>
    public static K8SConfiguration Read(string file)
    {
        try
        {
            var read = Reader.Deserialize<K8SConfiguration?>(File.ReadAllText(file)) ?? throw new KubeconfigException($"{file} is empty", null);
            read.FileName = file;
            return read;
        }
        catch (Exception exception) when (exception is YamlException or IOException or UnauthorizedAccessException)
        {
            throw new KubeconfigException($"{file}: {exception.Message}", exception);
        }
    }

    /// <summary>The user's own files, in the order in which the first one that names something counts.</summary>
    public static IReadOnlyList<string> OfUser() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } list
            ? list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            : [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config")];

    /// <summary>One context with its cluster and its user and nothing else; the certificates that lie in files are taken in.</summary>
    /// <param name="context">Its name.</param>
    /// <param name="files">Paths; those that are not there are left out.</param>
    /// <exception cref="KubeconfigException">It is not complete, or a file can't be read.</exception>
    public static string CopyOf(string context, IEnumerable<string> files)
    {
        try
        {
            var all = files.Where(File.Exists).Select(file => (Folder: Path.GetDirectoryName(Path.GetFullPath(file))!, Root: Parse(File.ReadAllText(file)))).ToList();
            var (_, chosen) = Find(all, "contexts", context);
            var inner = Child(chosen, "context");
            var cluster = Find(all, "clusters", Text(inner, "cluster") ?? "");
            Inline(Child(cluster.Item, "cluster"), cluster.Folder, "certificate-authority");
            var user = Find(all, "users", Text(inner, "user") ?? "");
            var account = Child(user.Item, "user");
            Inline(account, user.Folder, "client-certificate");
            Inline(account, user.Folder, "client-key");
            if (Text(account, "tokenFile") is { } token)
            {
                account.Children["tokenFile"] = Quoted(Path.GetFullPath(token, user.Folder));
            }

            return Write(cluster.Item, user.Item, chosen, context);
        }
        catch (Exception exception) when (exception is YamlException or IOException or UnauthorizedAccessException)
        {
            throw new KubeconfigException(exception.Message, exception);
        }
    }

    /// <summary>The same cluster with another account, which has a token.</summary>
    /// <param name="kubeconfig">The text of a kubeconfig with one cluster.</param>
    /// <param name="account">The account's name.</param>
    /// <param name="token">Its token.</param>
    /// <param name="defaultNamespace">Where it is at home.</param>
    public static string ForAccount(string kubeconfig, string account, string token, string defaultNamespace)
    {
        var cluster = (YamlMappingNode)((YamlSequenceNode)Parse(kubeconfig).Children["clusters"])[0];
        var user = new YamlMappingNode("name", account) { { "user", new YamlMappingNode("token", Quoted(token)) } };
        var context = new YamlMappingNode("name", account)
        {
            { "context", new YamlMappingNode("cluster", Text(cluster, "name")!, "user", account, "namespace", defaultNamespace) },
        };
        return Write(cluster, user, context, account);
    }

    private static string Write(YamlMappingNode cluster, YamlMappingNode user, YamlMappingNode context, string current)
    {
        var root = new YamlMappingNode("apiVersion", "v1", "kind", "Config")
        {
            { "clusters", new YamlSequenceNode(cluster) },
            { "users", new YamlSequenceNode(user) },
            { "contexts", new YamlSequenceNode(context) },
            { "current-context", Quoted(current) },
        };
        using var text = new StringWriter();
        new YamlStream(new YamlDocument(root)).Save(text, assignAnchors: false);
        return text.ToString();
    }

    private static YamlMappingNode Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Count > 0 && stream.Documents[0].RootNode is YamlMappingNode root ? root : [];
    }

    private static (string Folder, YamlMappingNode Item) Find(IEnumerable<(string Folder, YamlMappingNode Root)> files, string list, string name)
    {
        foreach (var (folder, root) in files)
        {
            if (root.Children.TryGetValue(list, out var items) && items is YamlSequenceNode sequence
                && sequence.OfType<YamlMappingNode>().FirstOrDefault(item => Text(item, "name") == name) is { } found)
            {
                return (folder, found);
            }
        }

        throw new KubeconfigException($"there is no \"{name}\" among the {list}", null);
    }

    private static YamlMappingNode Child(YamlMappingNode parent, string name) =>
        parent.Children.TryGetValue(name, out var child) && child is YamlMappingNode mapping ? mapping : throw new KubeconfigException($"{Text(parent, "name")} has no {name}", null);

    private static void Inline(YamlMappingNode parent, string folder, string name)
    {
        if (Text(parent, name) is { } file && parent.Children.Remove(name))
        {
            parent.Children[$"{name}-data"] = Quoted(Convert.ToBase64String(File.ReadAllBytes(Path.GetFullPath(file, folder))));
        }
    }

    private static string? Text(YamlMappingNode parent, string name) =>
        parent.Children.TryGetValue(name, out var child) && child is YamlScalarNode { Value.Length: > 0 } scalar ? scalar.Value : null;

    private static YamlScalarNode Quoted(string text) => new(text) { Style = ScalarStyle.DoubleQuoted };
}

/// <summary>A kubeconfig does not have what was looked for.</summary>
public sealed class KubeconfigException(string message, Exception? cause) : DemoException(message, "kubectl config get-contexts   # those that there are", cause);
