namespace Crm.Dedupe;

/// <summary>The caller's number of a record.</summary>
public readonly record struct RecordId(long Value);
