
namespace DddAspire.IntegrationServer.Bars;

/// <summary>One shop as the API sees it: its integration's name, its vendor's name, and the queue it listens on.</summary>
internal sealed record ShopQueue(string Integration, string Vendor, string Queue);
