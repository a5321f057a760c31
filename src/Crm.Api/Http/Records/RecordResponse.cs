using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Crm.Api.Kernel;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Http.Records;

/// <summary>What every record's answer has.</summary>
internal abstract class RecordResponse
{
    /// <summary>UUID version 7, made by the service.</summary>
    [Required]
    [JsonPropertyOrder(-10)]
    [Example("019b76da-a800-7000-8000-000000000001")]
    public Guid Id { get; set; }

    /// <summary>Strong entity tag of this version; send it back in <c>If-Match</c>.</summary>
    [Required]
    [JsonPropertyOrder(90)]
    [Example("\"1\"")]
    public string Etag { get; set; } = "";

    [Required]
    [JsonPropertyOrder(91)]
    [Example("2026-01-31T09:30:00Z")]
    public DateTimeOffset CreateTime { get; set; }

    [Required]
    [JsonPropertyOrder(92)]
    [Example("2026-01-31T09:30:00Z")]
    public DateTimeOffset UpdateTime { get; set; }

    /// <summary>When it was put into the trash.</summary>
    [JsonPropertyOrder(93)]
    public DateTimeOffset? DeleteTime { get; set; }

    /// <summary>From when on it may be removed for good.</summary>
    [JsonPropertyOrder(94)]
    public DateTimeOffset? PurgeTime { get; set; }

    /// <summary>Copies what every record has.</summary>
    internal void Describe(Record record)
    {
        Id = record.Id;
        Etag = EntityTags.Of(record);
        CreateTime = record.CreateTime;
        UpdateTime = record.UpdateTime;
        DeleteTime = record.DeleteTime;
        PurgeTime = record.PurgeTime;
    }
}
