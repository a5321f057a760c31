using System.ComponentModel.DataAnnotations;
using Crm.Api.Data;
using Crm.Api.Http.Records;
using Crm.Api.Interactions;
using Crm.Api.Kernel.Validation;
using Microsoft.Extensions.Options;

namespace Crm.Api.Cases;

/// <summary>The messages of a case, which are the interactions about it.</summary>
internal sealed class CaseMessages(InteractionResource interactions, Work work, IOptions<DatabaseOptions> options)
{
    /// <summary>Records what was said, and lets it move the case.</summary>
    public async Task<Interaction> AddAsync(Case about, CaseMessageForm form, CancellationToken cancellationToken)
    {
        about.Take(form.Direction!.Value, form.OccurredAt ?? work.Now, work.Now);
        var writer = new RecordWriter<Interaction, InteractionForm, InteractionResponse>(interactions, work, options);
        return await writer.CreateAsync(
            new InteractionForm
            {
                CustomerId = about.CustomerId,
                Channel = form.Channel ?? DefaultChannel(about, form.Direction.Value),
                Direction = form.Direction,
                ContactPoint = form.ContactPoint,
                Subject = form.Subject,
                Body = form.Body,
                OccurredAt = form.OccurredAt,
                UserId = form.UserId,
                Regarding = new RegardingForm { Type = RecordKind.Case, Id = about.Id },
                ExternalIds = form.ExternalIds,
            },
            cancellationToken
        );
    }

    private static InteractionChannel DefaultChannel(Case about, InteractionDirection direction) =>
        direction == InteractionDirection.Internal
            ? InteractionChannel.Note
            : about.Channel ?? InteractionChannel.Email;
}

/// <summary>A message of a case, as it is written.</summary>
internal sealed class CaseMessageForm
{
    /// <summary><c>in</c>: from the customer. <c>out</c>: our public answer. <c>internal</c>: a note among ourselves.</summary>
    [Required]
    [Example("out")]
    public InteractionDirection? Direction { get; init; }

    /// <summary>Plain text.</summary>
    [Required]
    [StringLength(20_000)]
    [Example("A new fuse is on its way.")]
    public string? Body { get; init; }

    [StringLength(300)]
    [Example("Re: Printer is on fire")]
    public string? Subject { get; init; }

    /// <summary>The channel of the case unless given, or <c>email</c>; <c>note</c> for what is internal.</summary>
    [Example("email")]
    public InteractionChannel? Channel { get; init; }

    /// <summary>The address or number that was used.</summary>
    [StringLength(320)]
    [Example("ada@example.com")]
    public string? ContactPoint { get; init; }

    /// <summary>Who of ours it was.</summary>
    [RefersTo("users")]
    public Guid? UserId { get; init; }

    /// <summary>Now unless given. A message from before the present state of the case is history, and does not move it.</summary>
    [Example("2026-01-31T09:45:00Z")]
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>What other systems call it, such as the Message-ID of an e-mail; each is unique.</summary>
    [MaxLength(50)]
    public IReadOnlyList<ExternalIdForm>? ExternalIds { get; init; }
}
