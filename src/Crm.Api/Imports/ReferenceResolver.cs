using System.Text.Json.Nodes;
using Crm.Api.Data;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Kernel;

namespace Crm.Api.Imports;

/// <summary>
/// Finds the records that cells name, all of a chunk with one query for each key. What was found is remembered for a while: most files
/// name the same few over and over, others each record once. What was not found may still come.
/// </summary>
internal sealed class ReferenceResolver
{
    /// <summary>When so many are remembered, all are forgotten.</summary>
    private const int Enough = 10_000;

    private readonly Dictionary<(IImportable Kind, string By, string Text), Guid> _found = [];
    private readonly Dictionary<(IImportable Kind, string By, string Text), Guid> _promised = [];
    private readonly Dictionary<(IImportable Kind, string By), IReadOnlyList<string>> _names = [];

    /// <summary>A record that is planned, so that rows of the same file can refer to it.</summary>
    public void Promise(IImportable kind, string by, string text, Guid id) => _promised.TryAdd((kind, by, text), id);

    /// <summary>Puts the ids into the rows' bodies; a row with a cell that names nothing, or several records, is refused.</summary>
    /// <param name="rows">Rows whose references are all still open.</param>
    /// <param name="coming">The kind of which a later row may make what is missing; for those nobody is asked what was meant.</param>
    /// <param name="work">The unit of work.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ResolveAsync(
        IReadOnlyList<MappedRow> rows,
        IImportable? coming,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var several = await LookUpAsync(rows, work, cancellationToken);
        var used = new HashSet<(IImportable Kind, Guid Id, bool IsPromised)>();
        foreach (var row in rows)
        {
            foreach (var (field, text) in row.References)
            {
                if (IdOf(field, text, out var isPromised) is not { } id)
                {
                    row.Refused = await MissingAsync(field, text, several, coming, work, cancellationToken);
                    break;
                }

                field.Path!.Put(row.Body, JsonValue.Create(id));
                used.Add((field.Reference!, id, isPromised));
            }
        }

        foreach (var group in used.GroupBy(reference => reference.Kind))
        {
            await group.Key.MeetAsync(
                [.. group.Where(reference => !reference.IsPromised).Select(reference => reference.Id)],
                [.. group.Where(reference => reference.IsPromised).Select(reference => reference.Id)],
                work,
                cancellationToken
            );
        }
    }

    private Guid? IdOf(MappedField field, string text, out bool isPromised)
    {
        isPromised = false;
        if (field.Mapping.By is not { } by)
        {
            return Guid.TryParse(text, out var id) ? id : null;
        }

        var name = (field.Reference!, by, text);
        isPromised = _promised.TryGetValue(name, out var promised);
        return isPromised ? promised
            : _found.TryGetValue(name, out var found) ? found
            : null;
    }

    /// <returns>The texts that name more than one record.</returns>
    private async Task<HashSet<(IImportable, string, string)>> LookUpAsync(
        IReadOnlyList<MappedRow> rows,
        Work work,
        CancellationToken cancellationToken
    )
    {
        if (_found.Count >= Enough)
        {
            _found.Clear();
        }

        var several = new HashSet<(IImportable, string, string)>();
        var asked = rows.SelectMany(row => row.References)
            .Where(reference => reference.Field.Mapping.By is not null)
            .Select(reference => (Kind: reference.Field.Reference!, By: reference.Field.Mapping.By!, reference.Text))
            .Where(reference => !_found.ContainsKey(reference) && !_promised.ContainsKey(reference))
            .Distinct()
            .GroupBy(reference => (reference.Kind, reference.By));
        foreach (var group in asked)
        {
            var (kind, by) = group.Key;
            var hits = await kind.FindAsync(
                by,
                [.. group.Select(reference => reference.Text)],
                work,
                cancellationToken
            );
            foreach (var found in hits.GroupBy(hit => hit.Text, hit => hit.Id, StringComparer.Ordinal))
            {
                var ids = found.Distinct().ToList();
                if (ids is [var only])
                {
                    _found[(kind, by, found.Key)] = only;
                }
                else
                {
                    several.Add((kind, by, found.Key));
                }
            }
        }

        return several;
    }

    private async Task<RowRejected> MissingAsync(
        MappedField field,
        string text,
        HashSet<(IImportable, string, string)> several,
        IImportable? coming,
        Work work,
        CancellationToken cancellationToken
    )
    {
        if (field.Mapping.By is not { } by)
        {
            return Unknown(field, $"'{text}' is not an id; say with 'by' what it is.");
        }

        var kind = field.Reference!;
        if (several.Contains((kind, by, text)))
        {
            return Unknown(field, $"There are several {kind.Kind}s with the {by} '{text}'.");
        }

        if (kind == coming)
        {
            return Unknown(field, $"There is no {kind.Kind} with the {by} '{text}' yet.");
        }

        if (!_names.TryGetValue((kind, by), out var names))
        {
            _names[(kind, by)] = names = await kind.NamesAsync(by, work, cancellationToken);
        }

        var hint = NearestName.Of(text, names) is { } near ? $"; did you mean '{near}'?" : ".";
        return Unknown(field, $"There is no {kind.Kind} with the {by} '{text}'{hint}");
    }

    private static RowRejected Unknown(MappedField field, string detail) =>
        new("unknown-reference", field.Label, detail) { Missing = field.Reference };
}
