using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Segments;

/// <summary>Whose members are to be written down anew.</summary>
internal sealed class SegmentRefreshOptions
{
    [Required]
    [Example("019b76da-a800-7000-8000-000000000001")]
    [RefersTo("segments")]
    public Guid? SegmentId { get; init; }

    internal static SegmentRefreshOptions Of(Job job) =>
        JsonSerializer.Deserialize(job.Options, Json.TypeInfo<SegmentRefreshOptions>())!;
}
