using Crm.Cli.ApiKeys;
using Crm.Cli.AttributeDefinitions;
using Crm.Cli.Campaigns;
using Crm.Cli.Cases;
using Crm.Cli.Consents;
using Crm.Cli.Customers;
using Crm.Cli.Dedupe;
using Crm.Cli.Interactions;
using Crm.Cli.Merges;
using Crm.Cli.Opportunities;
using Crm.Cli.Orders;
using Crm.Cli.Outreach;
using Crm.Cli.Pipelines;
using Crm.Cli.Products;
using Crm.Cli.Quotes;
using Crm.Cli.Relationships;
using Crm.Cli.Schedules;
using Crm.Cli.Segments;
using Crm.Cli.Suppressions;
using Crm.Cli.Teams;
using Crm.Cli.Templates;
using Crm.Cli.Users;

namespace Crm.Cli.Resources;

/// <summary>Every noun of the tool, in the order help shows them.</summary>
internal static class Nouns
{
    public static IReadOnlyList<Noun> All { get; } =
    [
        CustomerNoun.Noun,
        RelationshipNoun.Noun,
        DedupeDecisionNoun.Noun,
        MergeNoun.Noun,
        AttributeDefinitionNoun.Noun,
        InteractionNoun.Noun,
        UserNoun.Noun,
        TeamNoun.Noun,
        ProductNoun.Noun,
        PipelineNoun.Noun,
        OpportunityNoun.Noun,
        QuoteNoun.Noun,
        OrderNoun.Noun,
        CaseNoun.Noun,
        SegmentNoun.Noun,
        ConsentNoun.Noun,
        SuppressionNoun.Noun,
        TemplateNoun.Noun,
        CampaignNoun.Noun,
        MessageNoun.Noun,
        InboundReviewNoun.Noun,
        ScheduleNoun.Noun,
        ApiKeyNoun.Noun,
    ];
}
