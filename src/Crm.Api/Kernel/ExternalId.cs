namespace Crm.Api.Kernel;

/// <summary>What another system calls the record; a system's id belongs to one record outside the trash.</summary>
internal sealed class ExternalId<TOwner> : Part, ITrashMarked
    where TOwner : Record
{
    public string System { get; set; } = "";

    public string Value { get; set; } = "";

    public DateTimeOffset? DeleteTime { get; set; }
}
