namespace DddAspire.IntegrationServer.Quotes;

/// <summary>What is wrong with a call, by field.</summary>
internal sealed class FieldFaults
{
    private readonly Dictionary<string, List<string>> faults = [];

    public bool IsEmpty => faults.Count == 0;

    public void Add(string field, string fault)
    {
        if (!faults.TryGetValue(field, out var list))
        {
            faults[field] = list = [];
        }

        list.Add(fault);
    }

    public Dictionary<string, string[]> ToErrors() => faults.ToDictionary(fault => fault.Key, fault => fault.Value.ToArray());
}
