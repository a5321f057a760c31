namespace Crm.Dedupe;

/// <summary>A group of records that are one thing: numbered from 0 in the order of the groups' smallest record ids.</summary>
public readonly record struct ClusterId(int Value);
