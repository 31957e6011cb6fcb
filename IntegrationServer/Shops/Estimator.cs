using DddAspire.IntegrationServer.Bars;
using DddAspire.IntegrationServer.Quotes;

namespace DddAspire.IntegrationServer.Shops;

/// <summary>What a vendor asks for. Pure: the same request on the same day has the same answer, so asking twice does no harm.</summary>
internal static class Estimator
{
    public static ShopEstimate Estimate(ShopRequest request, FlowStep.Estimate terms, DateOnly today)
    {
        var dents = request.DentLocations.Sum(location => (long)location.NumberOfDents);
        var cost = dents * terms.CostPerDent * (100 - terms.DiscountPercent) / 100;
        return new ShopEstimate(request.RequestID, request.LicensePlate, cost, today.AddDays(terms.DaysUntilAppointment), terms.Version);
    }
}
