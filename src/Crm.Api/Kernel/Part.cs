namespace Crm.Api.Kernel;

/// <summary>A row that lives and dies with its record: loaded, saved, versioned and captured with it.</summary>
internal abstract class Part
{
    /// <summary>The record it belongs to.</summary>
    public Guid ParentId { get; set; }
}

/// <summary>A part whose place in its list is its identity, so that editing a list rewrites only what differs.</summary>
internal abstract class ListedPart : Part
{
    /// <summary>0-based place in the parent's list.</summary>
    public int Position { get; set; }
}

/// <summary>A part with a unique key carries its parent's trash mark, or the unique index could not ignore the trash.</summary>
internal interface ITrashMarked
{
    DateTimeOffset? DeleteTime { get; set; }
}
