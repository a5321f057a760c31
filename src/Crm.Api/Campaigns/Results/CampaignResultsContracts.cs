using System.ComponentModel.DataAnnotations;
using Crm.Api.Kernel;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Campaigns.Results;

/// <summary>What has come of a campaign until now.</summary>
internal sealed class CampaignResultsResponse
{
    [Required]
    [Example("019b76da-a800-7000-8000-000000000001")]
    public required Guid CampaignId { get; init; }

    /// <summary>All messages together.</summary>
    [Required]
    public required MessageCounts Messages { get; init; }

    /// <summary>The same by step, and by version where a step has two.</summary>
    [Required]
    public required IReadOnlyList<StepResults> Steps { get; init; }

    /// <summary>Why people were left out of the latest plan.</summary>
    [Required]
    public required IReadOnlyList<LeftOutCount> LeftOut { get; init; }

    /// <summary>What it cost: fixed costs, and what may have been sent. Absent when no costs are given.</summary>
    public Money? Cost { get; init; }

    /// <summary>What was ordered and is put down to it, by currency; cancelled orders are not counted.</summary>
    [Required]
    public required IReadOnlyList<Money> Revenue { get; init; }

    /// <summary>How many orders have a part in that.</summary>
    [Required]
    [Example(17)]
    public required long Orders { get; init; }

    /// <summary>How orders are put down to it: `lastTouch`, `firstTouch` or `linear` among all campaigns' messages within so many days before the order.</summary>
    [Required]
    public required AttributionForm Attribution { get; init; }

    /// <summary>(revenue - cost) / cost, to four places; null when cost is 0 or unknown. Revenue in other currencies than the cost's is not counted.</summary>
    [Example(2.4)]
    public decimal? ReturnOnInvestment { get; init; }
}

/// <summary>How many messages came how far. Those sent, failed, deferred, unknown, exported and claimed add up to all.</summary>
internal sealed class MessageCounts
{
    [Required]
    public required long Total { get; init; }

    [Required]
    public required long Sent { get; init; }

    [Required]
    public required long Exported { get; init; }

    [Required]
    public required long Failed { get; init; }

    [Required]
    public required long Deferred { get; init; }

    [Required]
    public required long Unknown { get; init; }

    /// <summary>On their way just now.</summary>
    [Required]
    public required long Claimed { get; init; }

    /// <summary>Of which a report came that they were not delivered.</summary>
    [Required]
    public required long Bounced { get; init; }

    [Required]
    public required long Replied { get; init; }

    [Required]
    public required long OptedOut { get; init; }
}

/// <summary>What came of a step, or of one version of it.</summary>
internal sealed class StepResults
{
    /// <summary>1-based.</summary>
    [Required]
    [Example(1)]
    public required int Step { get; init; }

    public string? Name { get; init; }

    /// <summary>True for those who got the alternative.</summary>
    [Required]
    public required bool IsAlternative { get; init; }

    [Required]
    public required MessageCounts Messages { get; init; }
}

/// <summary>How many were left out for a reason.</summary>
internal sealed class LeftOutCount
{
    [Required]
    [Example("unsubscribed")]
    public required string Code { get; init; }

    [Required]
    [Example(42)]
    public required long Rows { get; init; }
}
