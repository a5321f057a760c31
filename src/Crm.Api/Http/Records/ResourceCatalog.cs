using System.Collections.Concurrent;

namespace Crm.Api.Http.Records;

/// <summary>The resources that are served, by the name they have in paths; mapping a resource's routes enters it.</summary>
internal sealed class ResourceCatalog
{
    private readonly ConcurrentDictionary<string, IImportable> _resources = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IExportable> _exportable = new(StringComparer.Ordinal);

    /// <summary>Those that files can be imported into.</summary>
    public IEnumerable<string> Importable =>
        _resources.Where(entry => entry.Value.TakesRows).Select(entry => entry.Key).Order(StringComparer.Ordinal);

    /// <summary>Those whose lists can be exported to files.</summary>
    public IEnumerable<string> Exportable => _exportable.Keys.Order(StringComparer.Ordinal);

    /// <summary>Those whose records callers may do this to.</summary>
    public IEnumerable<string> Allowing(Verbs verb) =>
        _resources
            .Where(entry => entry.Value.Verbs.HasFlag(verb))
            .Select(entry => entry.Key)
            .Order(StringComparer.Ordinal);

    public IImportable? Find(string plural) => _resources.GetValueOrDefault(plural);

    public void Add(string plural, IImportable resource) => _resources[plural] = resource;

    public IExportable? FindExportable(string plural) => _exportable.GetValueOrDefault(plural);

    public void Add(string plural, IExportable resource) => _exportable[plural] = resource;
}
