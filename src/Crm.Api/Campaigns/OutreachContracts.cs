using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Kernel.Validation;
using Crm.Api.Outreach;

namespace Crm.Api.Campaigns;

/// <summary>Which campaign is to be planned and sent.</summary>
internal sealed class OutreachRequest
{
    [Required]
    [RefersTo("campaigns")]
    public Guid? CampaignId { get; init; }
}

/// <summary>Which message is to be shown.</summary>
internal sealed class RenderMessageRequest
{
    /// <summary>Whose message.</summary>
    [Required]
    [RefersTo("customers")]
    public Guid? CustomerId { get; init; }

    /// <summary>1-based; the first unless given.</summary>
    [Range(1, 50)]
    [Example(1)]
    public int? Step { get; init; }

    /// <summary>Which version of the step; the one the customer would get, unless given.</summary>
    public bool? Alternative { get; init; }
}

/// <summary>Which plan is to be sent.</summary>
internal sealed class SendRequest
{
    /// <summary>The plan that was looked at.</summary>
    [Required]
    [StringLength(60)]
    [Example("plan_5f0c1d2b7a9e4c3d8b6a1f2e3d4c5b6a")]
    public string? PlanId { get; init; }
}

/// <summary>What the job of an outreach was asked.</summary>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Digest">What the campaign and its templates said then; a plan of something else is not sent.</param>
internal sealed record OutreachOptions(Guid CampaignId, string Digest)
{
    public static OutreachOptions Of(Job job) =>
        JsonSerializer.Deserialize(job.Options, Json.TypeInfo<OutreachOptions>())!;
}

/// <summary>Nothing can be written to a message; it comes about by sending.</summary>
internal sealed class MessageForm;

/// <summary>What one address got of one step of a campaign; there is at most one.</summary>
internal sealed class MessageResponse : RecordResponse
{
    [Required]
    [Example("019b76da-a800-7000-8000-000000000001")]
    public required Guid CampaignId { get; init; }

    /// <summary>1-based.</summary>
    [Required]
    [Example(1)]
    public required int Step { get; init; }

    /// <summary>The year, of a step that comes each year.</summary>
    [Example(2026)]
    public int? Occurrence { get; init; }

    [Required]
    [Example("019b76da-a800-7000-8000-000000000001")]
    public required Guid CustomerId { get; init; }

    [Required]
    [Example("email")]
    public required OutreachChannel Channel { get; init; }

    /// <summary>As it was used.</summary>
    [Example("ada@example.com")]
    public string? Address { get; init; }

    /// <summary>True when the alternative was sent.</summary>
    [Required]
    public required bool IsAlternative { get; init; }

    /// <summary>
    /// `claimed` while it is handed over; `sent` once the receiving side took it; `exported` when people deliver it from a list; `failed` when it
    /// was refused for good; `deferred` when it did not leave, or was refused for now, so that the next plan has it again; `unknown` when nobody
    /// can say, which is never sent again by itself.
    /// </summary>
    [Required]
    [Example("sent")]
    public required MessageState State { get; init; }

    [Required]
    [Example("2026-01-31T09:30:00Z")]
    public required DateTimeOffset ClaimTime { get; init; }

    [Example("2026-01-31T09:30:00Z")]
    public DateTimeOffset? SendTime { get; init; }

    /// <summary>Stable machine word for what went wrong, or the receiving side's own code.</summary>
    [Example("5.1.1")]
    public string? Code { get; init; }

    public string? Detail { get; init; }

    /// <summary>When a report came that it was not delivered, and that nothing sent there will be.</summary>
    public DateTimeOffset? BounceTime { get; init; }

    /// <summary>When a report first came that it was not delivered for a reason that may pass.</summary>
    public DateTimeOffset? SoftBounceTime { get; init; }

    /// <summary>When the customer called it spam.</summary>
    public DateTimeOffset? ComplaintTime { get; init; }

    /// <summary>When the customer answered.</summary>
    public DateTimeOffset? ReplyTime { get; init; }

    /// <summary>When the customer opted out by it.</summary>
    public DateTimeOffset? OptOutTime { get; init; }

    /// <summary>The job that sent it.</summary>
    [Required]
    [Example("019b76da-a800-7000-8000-000000000001")]
    public required Guid JobId { get; init; }

    /// <summary>What the customer's timeline shows of it.</summary>
    public Guid? InteractionId { get; init; }
}
