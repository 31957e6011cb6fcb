namespace DddAspire.IntegrationServer.Quotes;

/// <summary>A panel of the car and how many dents it has.</summary>
internal sealed record DentLocation(string PanelType, int NumberOfDents);
