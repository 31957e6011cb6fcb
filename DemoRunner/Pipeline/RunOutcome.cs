using DddAspire.Contracts.Faults;

namespace DddAspire.DemoRunner.Pipeline;

/// <summary>How a run went so far: the fault of one integration is that one's alone, the others go live.</summary>
internal sealed class RunOutcome
{
    private readonly Dictionary<string, DemoException> faults;
    private readonly List<string> notes = [];
    private bool rolledBack;
    private bool lost;

    /// <param name="faults">What was wrong with the files.</param>
    public RunOutcome(IReadOnlyDictionary<string, DemoException> faults) => this.faults = new(faults);

    /// <summary>Whether no integration has a fault.</summary>
    public bool IsClean => faults.Count == 0;

    /// <summary>Adds faults of integrations.</summary>
    /// <param name="found">By integration.</param>
    public void Add(IReadOnlyDictionary<string, DemoException> found)
    {
        foreach (var (integration, fault) in found)
        {
            faults[integration] = fault;
        }
    }

    /// <summary>Adds faults of integrations whose rollouts failed.</summary>
    /// <param name="found">By integration.</param>
    /// <param name="complete">Whether each has what it ran before again.</param>
    public void AddRolledBack(IReadOnlyDictionary<string, DemoException> found, bool complete)
    {
        Add(found);
        rolledBack |= complete;
        lost |= !complete;
    }

    /// <summary>Adds what is to be said of a run that passes.</summary>
    public void Note(string note) => notes.Add(note);

    /// <summary>The run's result and its reason.</summary>
    public (RunResult Result, string? Reason) Result()
    {
        var said = faults.OrderBy(fault => fault.Key, StringComparer.Ordinal).Select(fault => fault.Value.Message)
            .Concat(lost ? ["There was no earlier version to go back to."] : [])
            .Concat(notes)
            .ToList();
        return (IsClean ? RunResult.Passed : rolledBack && !lost ? RunResult.RolledBack : RunResult.Failed, said.Count == 0 ? null : string.Join('\n', said));
    }
}
