using System.ComponentModel.DataAnnotations;
using Crm.Api.Http.Records;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Attachments;

/// <summary>A file that hangs on a record.</summary>
internal sealed class AttachmentResponse : RecordResponse
{
    /// <summary>The kind of record it hangs on.</summary>
    [Required]
    [Example("customer")]
    public required string RecordType { get; init; }

    [Required]
    public required Guid RecordId { get; init; }

    [Required]
    [Example("contract.pdf")]
    public required string FileName { get; init; }

    [Required]
    [Example("application/pdf")]
    public required string MediaType { get; init; }

    /// <summary>Bytes.</summary>
    [Required]
    [Example(18432)]
    public required long Size { get; init; }

    /// <summary>SHA-256 of the content, in hexadecimal.</summary>
    [Required]
    [Example("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    public required string Hash { get; init; }

    public static AttachmentResponse Of(Attachment attachment)
    {
        var response = new AttachmentResponse
        {
            RecordType = attachment.RecordType,
            RecordId = attachment.RecordId,
            FileName = attachment.FileName,
            MediaType = attachment.MediaType,
            Size = attachment.Size,
            Hash = attachment.Hash,
        };
        response.Describe(attachment);
        return response;
    }
}
