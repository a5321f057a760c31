using Crm.Api.Data;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;

namespace Crm.Api.Imports;

/// <summary>Finds the records that cells name. What was found once is remembered for the whole import; what was not may still come.</summary>
internal sealed class ReferenceResolver
{
    private readonly Dictionary<(IImportable, string, string), Guid> _found = [];
    private readonly Dictionary<(IImportable, string), IReadOnlyList<string>> _names = [];

    /// <exception cref="ReferenceMissing">No record has this key, or several have.</exception>
    public async Task<Guid> ResolveAsync(MappedField field, string text, Work work, CancellationToken cancellationToken)
    {
        var by = field.Mapping.By;
        if (by is null)
        {
            return Guid.TryParse(text, out var id)
                ? id
                : throw new ReferenceMissing(field, text, $"'{text}' is not an id; say with 'by' what it is.");
        }

        var reference = field.Reference!;
        if (_found.TryGetValue((reference, by, text), out var known))
        {
            return known;
        }

        var hits = await reference.FindAsync(by, [text], work, cancellationToken);
        var ids = hits.Select(hit => hit.Id).Distinct().ToList();
        if (ids is [var only])
        {
            _found.Add((reference, by, text), only);
            return only;
        }

        throw new ReferenceMissing(
            field,
            text,
            ids.Count > 1
                ? $"There are several {reference.Kind}s with the {by} '{text}'."
                : $"There is no {reference.Kind} with the {by} '{text}'{await HintAsync(reference, by, text, work, cancellationToken)}"
        );
    }

    private async Task<string> HintAsync(
        IImportable reference,
        string by,
        string text,
        Work work,
        CancellationToken cancellationToken
    )
    {
        if (!_names.TryGetValue((reference, by), out var names))
        {
            _names[(reference, by)] = names = await reference.NamesAsync(by, work, cancellationToken);
        }

        return NearestName.Of(text, names) is { } near ? $"; did you mean '{near}'?" : ".";
    }
}

/// <summary>A cell names a record that is not there; a later row of the same file may still make it.</summary>
internal sealed class ReferenceMissing(MappedField mapped, string text, string message) : Exception(message)
{
    public IImportable? Reference => mapped.Reference;

    public string Column => mapped.Mapping.Column ?? mapped.Mapping.Field!;

    public string? By => mapped.Mapping.By;

    public string Text => text;
}
