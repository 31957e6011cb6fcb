namespace DddAspire.LoadClient.Calls;

/// <summary>The load client itself is broken: nothing it measured counts.</summary>
internal sealed class LoadClientDefectException(Exception innerException)
    : Exception($"The load client is defective ({innerException.GetType().Name}: {innerException.Message}); its figures must not be used.", innerException);
