
namespace DddAspire.IntegrationServer.Settings;

/// <summary>Where the queue manager listens and who asks. The password is never part of the text of this record.</summary>
internal sealed record QueueEndpoint(string Host, int Port, string User, string Password, string ClientName)
{
    public override string ToString() => $"{Host}:{Port}";
}
