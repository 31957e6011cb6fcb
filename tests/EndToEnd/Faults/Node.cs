using DddAspire.DemoEnvironment.Tools;
using DddAspire.Support;
using Xunit;

namespace DddAspire.EndToEnd.Faults;

/// <summary>The cluster's node as its administrator sees it from a shell.</summary>
internal static class Node
{
    private const string Name = "ddd-control-plane";

    // No tool but the shell's own: node images differ in what they have.
    private const string Signal = """
        for process in /proc/[0-9]*; do
            [ "$process" != "/proc/$$" ] || continue
            words=$(tr '\0' ' ' <"$process/cmdline" 2>/dev/null) || continue
            case "$words" in *"$2"*) ;; *) continue ;; esac
            [ -z "$3" ] || tr '\0' '\n' <"$process/environ" 2>/dev/null | grep -qx "$3" || continue
            kill -s "$1" "${process#/proc/}" && echo "${process#/proc/}"
        done
        """;

    /// <summary>Sends a signal to the processes whose command line has a text.</summary>
    /// <param name="signal">Its name, such as KILL.</param>
    /// <param name="command">The text.</param>
    /// <param name="variable">A variable that they have, such as <c>HOSTNAME=ddd-api-1</c>; empty for any.</param>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static async Task SignalAsync(string signal, string command, string variable = "")
    {
        if ((await RunAsync("sh", "-c", Signal, "sh", signal, command, variable)).Length == 0)
        {
            throw new InvalidDataException($"the node has no process '{command}' {variable}");
        }
    }

    /// <summary>Runs a command in the node.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(params string[] command) =>
        (await ToolRunner.RunAsync(Host.Engine.Command(["exec", Name, .. command]), TestContext.Current.CancellationToken)).StandardOutput;

    /// <summary>Runs kubectl in the node, as the cluster's administrator.</summary>
    /// <returns>What it printed.</returns>
    public static Task<string> KubectlAsync(params string[] arguments) => RunAsync(["kubectl", "--kubeconfig=/etc/kubernetes/admin.conf", .. arguments]);
}
