namespace DddAspire.Contracts.Load;

/// <summary>The ranges of <see cref="LoadPlan"/>.</summary>
public static class LoadPlanRules
{
    public const double MaxRate = 100_000;
    private const int LongestUrl = 1024;
    private const double LongestMs = 3_600_000;

    public static IReadOnlyList<string> Check(LoadPlan plan)
    {
        List<string> problems = [];
        Require(Uri.TryCreate(plan.Url, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps),
            $"url: '{plan.Url}' is not an http:// or https:// address");
        Require(plan.Url is not { Length: > LongestUrl }, $"url: longer than {LongestUrl} characters");
        Require(IsRate(plan.Rate), RateProblem(plan.Rate));
        Require(plan.RampFrom is null || IsRate(plan.RampFrom.Value), $"rampFrom: {plan.RampFrom} is not between 0.1 and {MaxRate:N0} calls a second");
        Require(plan.RampFrom is null == plan.RampSeconds is null, "rampFrom and rampSeconds: one without the other says nothing");
        Require(plan.RampSeconds is null or (> 0 and <= 86_400), $"rampSeconds: {plan.RampSeconds} is not between 0 and 86,400");
        Require(plan.TimeoutMs is >= 1 and <= 60_000, $"timeoutMs: {plan.TimeoutMs} is not between 1 and 60,000");
        Require(plan.FreshConnectionShare is >= 0 and <= 1, $"freshConnectionShare: {plan.FreshConnectionShare} is not between 0 and 1");
        Require(plan.DurationSeconds is null or (> 0 and <= 604_800), $"durationSeconds: {plan.DurationSeconds} is not between 0 and 604,800");
        Require(plan.MaxInFlight is >= 1 and <= 16_384, $"maxInFlight: {plan.MaxInFlight} is not between 1 and 16,384");
        Require(plan.AuditSeconds is >= 0 and <= 3600, $"auditSeconds: {plan.AuditSeconds} is not between 0 and 3,600");
        CheckObjectives(plan.Objectives ?? new LoadObjectives());
        return problems;

        void CheckObjectives(LoadObjectives objectives)
        {
            Require(objectives.MaxFailed >= 0, $"objectives.maxFailed: {objectives.MaxFailed} is less than 0");
            Require(objectives.LongestGapMs is null or (> 0 and <= LongestMs), $"objectives.longestGapMs: {objectives.LongestGapMs} is not between 0 and {LongestMs:N0}");
            Require(objectives.MaxP99Ms is null or (> 0 and <= LongestMs), $"objectives.maxP99Ms: {objectives.MaxP99Ms} is not between 0 and {LongestMs:N0}");
            Require(objectives.LatenessLimitMs is > 0 and <= LongestMs, $"objectives.latenessLimitMs: {objectives.LatenessLimitMs} is not between 0 and {LongestMs:N0}");
        }

        void Require(bool holds, string otherwise)
        {
            if (!holds)
            {
                problems.Add(otherwise);
            }
        }
    }

    public static bool IsRate(double rate) => rate is >= 0.1 and <= MaxRate;

    public static string RateProblem(double rate) => $"rate: {rate} is not between 0.1 and {MaxRate:N0} calls a second";
}
