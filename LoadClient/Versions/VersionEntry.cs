namespace DddAspire.LoadClient.Versions;

/// <summary>One entry of the version header: which fix pack and bar of an integration did the work.</summary>
internal readonly record struct VersionEntry(string Integration, string Runtime, string Bar);
