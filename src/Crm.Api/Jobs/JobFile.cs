using Crm.Api.Kernel;

namespace Crm.Api.Jobs;

/// <summary>One of the files a job reads, in their order, or the one that an export makes.</summary>
internal sealed class JobFile : Part
{
    public const int MaxNameLength = 200;

    /// <summary>1-based; the same number sent again takes the place of the former.</summary>
    public required int Number { get; set; }

    /// <summary>Where its bytes lie; null once they were removed, long after the job's end.</summary>
    public Guid? BlobId { get; set; }

    public string? Name { get; set; }

    /// <summary>In bytes, as it was sent or made.</summary>
    public required long Length { get; set; }

    /// <summary>Of the bytes as they were sent, in hexadecimal.</summary>
    public required string Sha256 { get; set; }
}
