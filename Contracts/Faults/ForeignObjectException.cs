namespace DddAspire.Contracts.Faults;

/// <summary>Something that this product did not make carries a name that it needs; it is left alone.</summary>
public sealed class ForeignObjectException(string what, string advice)
    : MachineException($"{what} is there already and was not made by this demo, so it is left alone", advice);
