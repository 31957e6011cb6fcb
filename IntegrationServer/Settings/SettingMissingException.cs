namespace DddAspire.IntegrationServer.Settings;

/// <summary>An environment variable that a flow of the bars needs is missing or makes no sense.</summary>
internal sealed class SettingMissingException(string name, string what)
    : Exception($"the environment variable {name} ({what}) is missing or cannot be read");
