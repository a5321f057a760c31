namespace Crm.Api.Kernel;

/// <summary>What every record of the contract has: an identity, a version, and times; the root of what is saved together.</summary>
internal abstract class Record : IRecord
{
    /// <summary>UUID version 7, made by the service from the injected clock.</summary>
    public Guid Id { get; set; }

    /// <summary>Counts the saved changes; it is the ETag and the concurrency token.</summary>
    public long Version { get; set; }

    public DateTimeOffset CreateTime { get; set; }

    public DateTimeOffset UpdateTime { get; set; }

    /// <summary>When the record was put into the trash; null while it is alive.</summary>
    public DateTimeOffset? DeleteTime { get; set; }

    /// <summary>When the purge job may remove the trashed record for good.</summary>
    public DateTimeOffset? PurgeTime { get; set; }

    /// <summary>True until the record has been saved once.</summary>
    public bool IsNew => Version == 0;
}
