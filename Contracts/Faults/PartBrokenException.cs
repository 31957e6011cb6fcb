namespace DddAspire.Contracts.Faults;

/// <summary>A part of the environment is there but does not do its job.</summary>
/// <param name="part">Its name, such as <c>registry</c>.</param>
/// <param name="cause">What was seen.</param>
/// <param name="advice">The next command to type.</param>
/// <param name="innerException">Where the cause came from, if from an exception.</param>
public sealed class PartBrokenException(string part, string cause, string advice, Exception? innerException = null)
    : DemoException($"{part}: {cause}", advice, innerException);
