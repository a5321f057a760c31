using Crm.Api.Kernel;

namespace Crm.Api.Events;

/// <summary>Something that happened, from whichever table it was read.</summary>
internal sealed class TimelineRow : IRecord
{
    public Guid Id { get; set; }

    public required string Type { get; set; }

    public required DateTimeOffset Time { get; set; }

    public required string RecordType { get; set; }

    public required Guid RecordId { get; set; }

    public long? RecordVersion { get; set; }

    public Guid? KeyId { get; set; }

    public string? Via { get; set; }

    public string? RequestId { get; set; }

    /// <summary>What people wrote about it, such as the subject of a call.</summary>
    public string? Subject { get; set; }

    /// <summary>JSON, as in <see cref="Event.Changes"/>.</summary>
    public string? Changes { get; set; }

    public EventResponse ToResponse(IReadOnlyDictionary<Guid, string> keyNames) =>
        new()
        {
            Id = Id,
            Type = Type,
            Time = Time,
            RecordType = RecordType,
            RecordId = RecordId,
            RecordVersion = RecordVersion,
            KeyId = KeyId,
            KeyName = KeyId is { } key ? keyNames.GetValueOrDefault(key) : null,
            Via = Via,
            RequestId = RequestId,
            Subject = Subject,
            Changes = EventResponse.ChangesOf(Changes),
        };
}
