using System.Linq.Expressions;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Http.Lists;
using Crm.Api.Segments;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Campaigns.Planning;

/// <summary>Whom a campaign is for, as one query.</summary>
internal sealed class CampaignAudienceQuery
{
    private CampaignAudienceQuery(Campaign campaign, TimeZoneInfo zone, IQueryable<Customer> customers) =>
        (Campaign, Zone, Customers) = (campaign, zone, customers);

    public Campaign Campaign { get; }

    /// <summary>Where the campaign's days begin and end.</summary>
    public TimeZoneInfo Zone { get; }

    public IQueryable<Customer> Customers { get; }

    /// <summary>Steps, 1-based, that are only for some of them.</summary>
    public List<(int Step, Expression<Func<Customer, bool>> Fits)> StepConditions { get; } = [];

    public static async Task<CampaignAudienceQuery> OfAsync(
        Campaign campaign,
        CustomerResource customers,
        ListSettings settings,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var zone = campaign.ZoneOr(settings.Zone);
        var ids = campaign.Segments.ConvertAll(segment => segment.SegmentId);
        var segments = await work.Query<Segment>()
            .AsNoTracking()
            .Where(segment => ids.Contains(segment.Id))
            .ToDictionaryAsync(segment => segment.Id, cancellationToken);
        var query = await SegmentAudience.CustomersAsync(
            work,
            Those(isExcluded: false),
            Those(isExcluded: true),
            campaign.Filter,
            zone,
            cancellationToken
        );
        var audience = new CampaignAudienceQuery(campaign, zone, query);
        foreach (var step in campaign.StepsInOrder.Where(step => !string.IsNullOrWhiteSpace(step.Filter)))
        {
            var context = await ListSettings.FilterContextAsync(work, step.Filter, zone, cancellationToken);
            audience.StepConditions.Add(
                (step.Position + 1, ListQuery.Condition(step.Filter, customers.Fields, context))
            );
        }

        return audience;

        List<Segment> Those(bool isExcluded) =>
            [
                .. campaign
                    .Segments.Where(segment => segment.IsExcluded == isExcluded)
                    .Select(segment => segments[segment.SegmentId]),
            ];
    }
}
