
namespace DddAspire.IntegrationServer.Bars;

/// <summary>A flow that this server cannot run.</summary>
internal sealed class FlowRefusedException(string reason) : Exception(reason);
