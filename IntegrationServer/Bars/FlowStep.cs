using System.Collections.Immutable;

namespace DddAspire.IntegrationServer.Bars;

/// <summary>The steps that this server knows; a closed family. Durations are in milliseconds, as JSON has no type for them.</summary>
internal abstract record FlowStep
{
    private FlowStep()
    {
    }

    /// <summary>Takes HTTP calls of one method and path.</summary>
    public sealed record HttpInput(string Method, string Path) : FlowStep;

    /// <summary>Takes messages of a queue, sharing them with the other members of the group.</summary>
    public sealed record QueueInput(string Queue, string Group) : FlowStep;

    /// <summary>Reads and checks the body of a quote request.</summary>
    public sealed record ReadQuoteRequest : FlowStep;

    /// <summary>Asks every shop by its queue and gathers what comes back before the deadline.</summary>
    public sealed record ScatterGather(ImmutableArray<ShopQueue> Shops, int DeadlineMilliseconds, int ResendMilliseconds) : FlowStep
    {
        public TimeSpan Deadline => TimeSpan.FromMilliseconds(DeadlineMilliseconds);

        public TimeSpan ResendAfter => TimeSpan.FromMilliseconds(ResendMilliseconds);
    }

    /// <summary>Stores the quote, exactly once for each request id.</summary>
    public sealed record StoreQuote : FlowStep;

    /// <summary>Finds quotes by QuoteID, Email or Name, the newest first.</summary>
    public sealed record SelectQuotes(int Limit) : FlowStep;

    /// <summary>Works out what one vendor asks for the dents.</summary>
    public sealed record Estimate(
        string Vendor, decimal CostPerDent, int DaysUntilAppointment, decimal DiscountPercent, int Version) : FlowStep;

    /// <summary>Gives the answer back to where the call came from.</summary>
    public sealed record Reply : FlowStep;
}
