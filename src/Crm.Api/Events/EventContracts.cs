using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Crm.Api.Http;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Events;

/// <summary>Something that happened to a record: what, when, and by whom.</summary>
internal sealed class EventResponse
{
    [Required]
    [Example("019b76da-a800-7000-8000-000000000001")]
    public required Guid Id { get; init; }

    /// <summary>Kind of record and what was done; new ones may come.</summary>
    [Required]
    [Example("customer.updated")]
    public required string Type { get; init; }

    [Required]
    [Example("2026-01-31T09:30:00Z")]
    public required DateTimeOffset Time { get; init; }

    [Required]
    [Example("customer")]
    public required string RecordType { get; init; }

    [Required]
    [Example("019b76da-a800-7000-8000-000000000002")]
    public required Guid RecordId { get; init; }

    /// <summary>The version this made of the record; the number in its entity tag.</summary>
    [Example(2)]
    public long? RecordVersion { get; init; }

    /// <summary>The API key it was done with; absent when the service did it by itself.</summary>
    public Guid? KeyId { get; init; }

    [Example("admin")]
    public string? KeyName { get; init; }

    /// <summary>By what way: api, job, schedule, rule or system.</summary>
    [Example("api")]
    public string? Via { get; init; }

    /// <summary>The request it was done by, as in the header <c>Request-Id</c>.</summary>
    public string? RequestId { get; init; }

    /// <summary>True when webhooks and automations leave it out, as a silent import asks for; otherwise absent.</summary>
    [Example(true)]
    public bool? Silent { get; init; }

    /// <summary>What people wrote about it, such as the subject of a call.</summary>
    public string? Subject { get; init; }

    /// <summary>Each field that changed; absent when the record was created.</summary>
    public IReadOnlyList<FieldChange>? Changes { get; init; }

    internal static IReadOnlyList<FieldChange>? ChangesOf(string? stored) =>
        stored is null ? null : JsonSerializer.Deserialize<List<FieldChange>>(stored, Json.Options);
}

/// <summary>A field before and after; a list of parts is given whole.</summary>
internal sealed class FieldChange
{
    [Required]
    [Example("name")]
    public required string Field { get; init; }

    /// <summary>Absent when there was no value.</summary>
    public JsonElement? Old { get; init; }

    /// <summary>Absent when there is no value any more.</summary>
    public JsonElement? New { get; init; }
}

/// <summary>A piece of the feed.</summary>
internal sealed class EventPage
{
    [Required]
    public required IReadOnlyList<EventResponse> Items { get; init; }

    /// <summary>Send it as <c>after</c> to go on from here, now or later; it is there even when nothing has happened.</summary>
    [Required]
    [Example("AXKpdWkAAAAA")]
    public required string NextCursor { get; init; }

    /// <summary>True when there was more at this moment.</summary>
    [Required]
    [Example(false)]
    public required bool HasMore { get; init; }
}
