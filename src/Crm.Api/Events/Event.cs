using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crm.Api.Events;

/// <summary>One change of one record, written in the transaction of the change: history, feed, webhooks and undo all read from here.</summary>
internal sealed class Event
{
    /// <summary>Shadow column of the shared engines, from which the feed knows what is settled.</summary>
    internal const string TransactionColumn = "Transaction";

    public long Sequence { get; set; }

    public required Guid Id { get; set; }

    /// <summary>What happened, such as <c>customer.updated</c>.</summary>
    public required string Type { get; set; }

    public required string RecordType { get; set; }

    public required Guid RecordId { get; set; }

    public required long RecordVersion { get; set; }

    public required DateTimeOffset Time { get; set; }

    public Guid? KeyId { get; set; }

    /// <summary>By what way it came: api, job, rule or system.</summary>
    public required string Via { get; set; }

    public string? RequestId { get; set; }

    /// <summary>True when webhooks and automations leave it out.</summary>
    public bool IsSilent { get; set; }

    /// <summary>JSON: before and after of each changed field; null for a create.</summary>
    public string? Changes { get; set; }
}

internal sealed class EventConfiguration : IEntityTypeConfiguration<Event>
{
    public void Configure(EntityTypeBuilder<Event> builder)
    {
        builder.ToTable("events").HasKey(e => e.Sequence);
        builder.Property(e => e.Type).HasMaxLength(80);
        builder.Property(e => e.RecordType).HasMaxLength(40);
        builder.Property(e => e.Via).HasMaxLength(20);
        builder.Property(e => e.RequestId).HasMaxLength(80);
        builder.HasIndex(e => new { e.RecordId, e.Sequence });
    }
}
