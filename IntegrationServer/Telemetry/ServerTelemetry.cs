using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DddAspire.IntegrationServer.Telemetry;

/// <summary>The one source of spans and meters of this process. Without a listener it costs next to nothing.</summary>
internal static class ServerTelemetry
{
    public const string Name = "DddAspire.IntegrationServer";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    public static Counter<long> EstimatesGiven { get; } = Meter.CreateCounter<long>("ddd.estimates.given", "{estimate}", "Estimates that a shop answered");

    public static Counter<long> QuestionsAskedAgain { get; } =
        Meter.CreateCounter<long>("ddd.questions.asked_again", "{question}", "Questions to a shop that found no answer in time and were asked again");

    public static Counter<long> QuestionsNotSent { get; } =
        Meter.CreateCounter<long>("ddd.questions.not_sent", "{question}", "Questions to a shop for which there was no queue manager");

    public static Counter<long> MessagesFailed { get; } =
        Meter.CreateCounter<long>("ddd.messages.failed", "{message}", "Messages of a queue whose handling ended in an error that nobody foresaw");

    public static Counter<long> CallsShed { get; } =
        Meter.CreateCounter<long>("ddd.calls.shed", "{call}", "Calls that were refused because the database had too much to do");

    /// <summary>The span of asking a shop, from the question to its answer.</summary>
    public static Activity? StartQueueRequest(string queue) =>
        Tagged(Source.StartActivity($"request {queue}", ActivityKind.Producer), queue, "send");

    /// <summary>The span of a shop's work, child of the one that asked.</summary>
    public static Activity? StartQueueService(string queue, ActivityContext asker) =>
        Tagged(Source.StartActivity($"process {queue}", ActivityKind.Consumer, asker), queue, "process");

    private static Activity? Tagged(Activity? activity, string queue, string operation) => activity?
        .SetTag("messaging.system", "nats")
        .SetTag("messaging.destination.name", queue)
        .SetTag("messaging.operation.type", operation);
}
