namespace DddAspire.DemoRunner.Stories;

/// <summary>
/// What can be said of an integration that no caller of the API is served by: not what its own callers would have seen, but which runtime
/// its Deployment was brought to, beside what the pods and the calls to the API tell.
/// </summary>
internal static class UncalledFindings
{
    /// <summary>What a story says before it changes anything.</summary>
    public static string Notice(string integration) =>
        $"No answer names {integration}: nobody who calls the API is served by it. The story goes on and is judged by its pods and by the calls to the API; what callers of its own would see is not measured.";

    public static IEnumerable<Finding> Of(StoryFacts facts)
    {
        var subject = facts.Subject;
        IntegrationVersion[] wanted = [subject.To, subject.From];
        var wrong = facts.Changes.Zip(wanted)
            .Where(pair => pair.First.Expected == ExpectedEffect.Deployed)
            .SelectMany(pair => pair.First.Evidence.After.Where(view => view.Name == subject.Integration).Select(view => (pair.First.Evidence.Title, View: view, Wanted: pair.Second)))
            .Where(one => one.View.Runtime != one.Wanted.Runtime || (subject.From.Bar != subject.To.Bar && one.View.Bar != one.Wanted.Bar))
            .Select(one => Finding.Failed($"The change did not take place: after the {one.Title}, {one.View.Name} in {one.View.Namespace} runs {one.View.Runtime}/{one.View.Bar} and not {one.Wanted}."))
            .ToList();
        return wrong.Count > 0
            ? wrong
            : [Finding.Passed($"No answer names {subject.Integration}: it was judged by its pods and by the calls to the API; what callers of its own would have seen was not measured.")];
    }
}
