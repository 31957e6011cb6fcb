using System.Collections;
using DddAspire.GiteaStandIn;

// Called as Gitea's program is: gitea [--config FILE] web | admin user …
var settings = StandInSettings.FromEnvironment(
    Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? ""));
var store = new StandInStore(Path.Combine(settings.Folder, "stand-in.json"));
if (StandInCommandLine.Verbs(args) is not ["web"])
{
    var (code, text) = StandInCommandLine.Run(store, args);
    await (code == 0 ? Console.Out : Console.Error).WriteLineAsync(text);
    return code;
}

await using var server = await StandInServer.StartAsync(settings, store, TimeProvider.System, CancellationToken.None);
await server.WaitForShutdownAsync();
return 0;
