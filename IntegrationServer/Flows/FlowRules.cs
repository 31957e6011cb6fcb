using DddAspire.IntegrationServer.Bars;

namespace DddAspire.IntegrationServer.Flows;

/// <summary>Which chains of steps make sense; checked when a bar is read, so that no call ever meets a senseless one.</summary>
internal static class FlowRules
{
    private const int LongestDeadlineMilliseconds = 60_000;
    private const int MostQuotes = 1000;
    private const decimal HighestCostPerDent = 1_000_000;
    private const int LatestAppointment = 3650;

    /// <exception cref="FlowRefusedException">The flow cannot be run, for the reason in the message.</exception>
    public static void Check(Flow flow)
    {
        foreach (var step in flow.Steps)
        {
            CheckValues(step);
        }

        if (flow.Steps is not [FlowStep.HttpInput or FlowStep.QueueInput, .., FlowStep.Reply])
        {
            throw new FlowRefusedException($"'{flow.Name}' does not begin with an input and end with a reply");
        }

        foreach (var (before, after) in flow.Steps.Zip(flow.Steps.Skip(1)))
        {
            if (!TypesOf(after).Takes.IsAssignableFrom(TypesOf(before).Gives))
            {
                throw new FlowRefusedException($"in '{flow.Name}' {after.GetType().Name} cannot follow {before.GetType().Name}");
            }
        }
    }

    private static (Type Takes, Type Gives) TypesOf(FlowStep step) => step switch
    {
        FlowStep.HttpInput => (typeof(void), typeof(FlowMessage.HttpCall)),
        FlowStep.QueueInput => (typeof(void), typeof(FlowMessage.QueueCall)),
        FlowStep.ReadQuoteRequest => (typeof(FlowMessage.HttpCall), typeof(FlowMessage.QuoteAsked)),
        FlowStep.ScatterGather => (typeof(FlowMessage.QuoteAsked), typeof(FlowMessage.QuoteEstimated)),
        FlowStep.StoreQuote => (typeof(FlowMessage.QuoteEstimated), typeof(FlowMessage.QuoteStored)),
        FlowStep.SelectQuotes => (typeof(FlowMessage.HttpCall), typeof(FlowMessage.QuotesFound)),
        FlowStep.Estimate => (typeof(FlowMessage.QueueCall), typeof(FlowMessage.EstimateGiven)),
        FlowStep.Reply => (typeof(FlowMessage.Answer), typeof(void)),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "a step without a rule"),
    };

    private static void CheckValues(FlowStep step)
    {
        switch (step)
        {
            case FlowStep.HttpInput input:
                Demand(input.Method is "GET" or "POST", "the method of http-input is GET or POST");
                Demand(input.Path.StartsWith('/'), "the path of http-input begins with '/'");
                break;
            case FlowStep.QueueInput input:
                Demand(IsQueueName(input.Queue) && IsQueueName(input.Group), "queue and group of queue-input are words");
                break;
            case FlowStep.ScatterGather scatter:
                Demand(!scatter.Shops.IsDefaultOrEmpty && scatter.Shops.All(shop => IsQueueName(shop.Queue)), "scatter-gather names shops with queues");
                Demand(scatter.DeadlineMilliseconds is > 0 and <= LongestDeadlineMilliseconds, "the deadline of scatter-gather is 1 to 60000 ms");
                Demand(scatter.ResendMilliseconds > 0, "scatter-gather asks again after 1 ms or more");
                break;
            case FlowStep.SelectQuotes select:
                Demand(select.Limit is > 0 and <= MostQuotes, "select-quotes has a limit of 1 to 1000");
                break;
            case FlowStep.Estimate estimate:
                Demand(estimate.CostPerDent is >= 0 and <= HighestCostPerDent, "the cost of estimate is 0 to 1000000 a dent");
                Demand(estimate.DaysUntilAppointment is >= 0 and <= LatestAppointment, "the appointment of estimate is 0 to 3650 days away");
                Demand(estimate.DiscountPercent is >= 0 and <= 100, "the discount of estimate is 0 to 100 percent");
                break;
        }
    }

    private static bool IsQueueName(string name) => name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');

    private static void Demand(bool holds, string rule)
    {
        if (!holds)
        {
            throw new FlowRefusedException(rule);
        }
    }
}
