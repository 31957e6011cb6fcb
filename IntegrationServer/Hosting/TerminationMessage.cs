namespace DddAspire.IntegrationServer.Hosting;

/// <summary>The place where Kubernetes looks for the last words of a container (`kubectl describe pod`).</summary>
internal static class TerminationMessage
{
    private const string File = "/dev/termination-log";

    public static void Write(string reason)
    {
        Console.Error.WriteLine(reason);
        if (System.IO.File.Exists(File))
        {
            System.IO.File.WriteAllText(File, reason);
        }
    }
}
