namespace Crm.Api.Campaigns.Results;

/// <summary>A message that reached a customer.</summary>
internal readonly record struct Touch(Guid CampaignId, DateTimeOffset Time);

/// <summary>Which part of an order is put down to a campaign.</summary>
internal static class Touches
{
    /// <summary>Between 0 and 1: the campaign's part of an order by the messages its customer had before.</summary>
    /// <param name="touches">All messages of all campaigns to the customer.</param>
    /// <param name="campaignId">Whose part.</param>
    /// <param name="orderTime">When it was ordered.</param>
    /// <param name="model">Which messages count.</param>
    /// <param name="days">How long before the order a message counts.</param>
    public static decimal ShareOf(
        IEnumerable<Touch> touches,
        Guid campaignId,
        DateTimeOffset orderTime,
        AttributionModel model,
        int days
    )
    {
        var near = touches
            .Where(touch => touch.Time <= orderTime && touch.Time >= orderTime.AddDays(-days))
            .OrderBy(touch => touch.Time)
            .ThenBy(touch => touch.CampaignId)
            .ToList();
        return near.Count == 0
            ? 0
            : model switch
            {
                AttributionModel.FirstTouch => near[0].CampaignId == campaignId ? 1 : 0,
                AttributionModel.LastTouch => near[^1].CampaignId == campaignId ? 1 : 0,
                AttributionModel.Linear => (decimal)near.Count(touch => touch.CampaignId == campaignId) / near.Count,
            };
    }
}
