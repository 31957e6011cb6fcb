using DddAspire.IntegrationServer;
using DddAspire.IntegrationServer.Draining;
using DddAspire.IntegrationServer.Settings;

var environment = ServerEnvironment.OfProcess;
var settings = ServerSettings.From(environment);
switch (args)
{
    case []:
        return await Server.RunAsync(settings, environment);
    case ["drain"]:
        return await DrainCommand.RunAsync(settings);
    case ["version"]:
        Console.WriteLine(settings.FixPack);
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: integration-server [drain|version]");
        return 2;
}
