namespace Crm.Api.Segments;

/// <summary>A customer in a segment: put onto a list, or found by a rule when it was last refreshed.</summary>
internal sealed class SegmentMember
{
    public required Guid SegmentId { get; set; }

    public required Guid CustomerId { get; set; }

    /// <summary>The merge by which a survivor came in, who goes out again when it is taken back; null for whoever was put or found.</summary>
    public Guid? MergeId { get; set; }
}
