using System.Collections.Concurrent;

namespace Crm.Api.Http.Records;

/// <summary>The resources that are served, by the name they have in paths; mapping a resource's routes enters it.</summary>
internal sealed class ResourceCatalog
{
    private readonly ConcurrentDictionary<string, IImportable> _resources = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => _resources.Keys.Order(StringComparer.Ordinal);

    public IImportable? Find(string plural) => _resources.GetValueOrDefault(plural);

    public void Add(string plural, IImportable resource) => _resources[plural] = resource;
}
