namespace DddAspire.DemoRunner.Stories;

/// <summary>What a step saw.</summary>
/// <param name="AsExpected">Whether that is what it expected; the verdict finds the reason in the facts if not.</param>
/// <param name="Detail">In words.</param>
internal sealed record StepOutcome(bool AsExpected, string Detail)
{
    public static StepOutcome Expected(string detail) => new(true, detail);

    /// <summary>As expected unless one of <paramref name="findings"/> speaks against it.</summary>
    public static StepOutcome Judged(IEnumerable<Finding> findings, string otherwise)
    {
        var against = findings.Where(finding => finding.Outcome != StoryOutcome.Passed).Select(finding => finding.Reason).ToList();
        return against.Count == 0 ? Expected(otherwise) : new(false, string.Join(' ', against));
    }
}
