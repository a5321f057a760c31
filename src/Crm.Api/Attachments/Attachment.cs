using Crm.Api.Kernel;

namespace Crm.Api.Attachments;

/// <summary>A file that hangs on a record of any kind.</summary>
internal sealed class Attachment : Record
{
    /// <summary>The kind of record, such as <c>customer</c>.</summary>
    public string RecordType { get; set; } = "";

    public Guid RecordId { get; set; }

    public string FileName { get; set; } = "";

    public string MediaType { get; set; } = "";

    public long Size { get; set; }

    /// <summary>SHA-256 of the content, in hexadecimal.</summary>
    public string Hash { get; set; } = "";
}

/// <summary>A piece of a file. The database keeps files, so that all nodes have them and one backup holds everything.</summary>
internal sealed class AttachmentChunk : Part
{
    public const int Length = 256 * 1024;

    public int Position { get; set; }

    public byte[] Bytes { get; set; } = [];
}
