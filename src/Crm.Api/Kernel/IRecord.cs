namespace Crm.Api.Kernel;

/// <summary>Anything stored under an id of its own.</summary>
internal interface IRecord
{
    Guid Id { get; }
}
