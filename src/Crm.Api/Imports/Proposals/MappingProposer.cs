using System.Globalization;
using Crm.Api.Http.Records;

namespace Crm.Api.Imports.Proposals;

/// <summary>
/// Finds for each column the field it most likely is: by the field's own path, by an attribute's name, by what fields are usually
/// called, and at last by what its values look like. No field is proposed twice.
/// </summary>
internal sealed class MappingProposer(
    string resource,
    IImportable target,
    ResourceCatalog catalog,
    IReadOnlyDictionary<string, string> attributes
)
{
    private const decimal Certain = 1m;
    private const decimal ByAttribute = 0.95m;
    private const decimal ByWord = 0.9m;
    private const decimal ByLook = 0.6m;
    private const decimal ByOthers = 0.5m;
    private const string Contact = "contactPoints[*].value";
    private const string NextItem = "[*]";

    /// <summary>By what files name other records, the most usual first.</summary>
    private static readonly string[] ReferenceKeys = ["name", "email", "sku", "number", "externalId"];

    private readonly List<ProposedField> _mapping = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly FormatGuess _format = new();
    private (string Field, string Value, string Reason)? _companion;

    /// <param name="rows">A cell for each column; ragged ones tell less.</param>
    public MappingProposal Propose(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var unmapped = new List<string>();
        for (var index = 0; index < columns.Count; index++)
        {
            var samples = SamplesOf(rows, index);
            if (!columns[index].StartsWith('_') && Find(columns[index], samples) is { } found)
            {
                _mapping.Add(found);
                _format.Look(samples);
            }
            else
            {
                unmapped.Add(columns[index]);
            }
        }

        if (_companion is var (field, value, reason) && _taken.Add(field))
        {
            _mapping.Add(Constant(field, value, ByOthers, reason));
        }

        return new MappingProposal
        {
            Mapping = _mapping,
            UnmappedColumns = unmapped,
            MatchOn = [.. target.KeyNames.Where(_keys.Contains)],
            Format = _format.ToFormat(),
        };
    }

    private ProposedField? Find(string column, IReadOnlyList<string> samples) =>
        ByPath(column)
        ?? ByAttributeName(column)
        ?? BySynonym(column)
        ?? ByNameOfField(column)
        ?? ByValues(column, samples);

    private ProposedField? ByPath(string column) =>
        FieldPath.Parse(column, target.FormType) is { } path
            ? Take(column, column, path, Certain, "It is a field's path.")
            : null;

    private ProposedField? ByAttributeName(string column) =>
        attributes.GetValueOrDefault(HeaderText.Of(column)) is { } key
        && FieldPath.Parse($"attributes.{key}", target.FormType) is { } path
            ? Take(column, $"attributes.{key}", path, ByAttribute, $"The attribute '{key}' is called so.")
            : null;

    private ProposedField? BySynonym(string column) =>
        HeaderSynonyms.Find(resource, column) is { } synonym
            ? TakeWith(column, synonym, ByWord, $"'{column}' is a usual name for it.")
            : null;

    /// <summary><c>unit price</c> is <c>unitPrice</c>, and <c>owner</c> is <c>ownerId</c>.</summary>
    private ProposedField? ByNameOfField(string column)
    {
        var wanted = HeaderText.Of(column);
        var name = Http
            .Json.Options.GetTypeInfo(target.FormType)
            .Properties.Select(property => property.Name)
            .FirstOrDefault(name => HeaderText.Of(name) == wanted || HeaderText.Of(name) == $"{wanted}id");
        return name is not null && FieldPath.Parse(name, target.FormType) is { } path
            ? Take(column, name, path, ByWord, $"It reads as '{name}'.")
            : null;
    }

    private ProposedField? ByValues(string column, IReadOnlyList<string> samples)
    {
        var channel =
            SampleShape.IsEmail(samples) ? "email"
            : SampleShape.IsPhone(samples) && SampleShape.DatesOf(samples).Count == 0 ? "phone"
            : null;
        return
            channel is null
            || FieldPath.Parse(Contact.Replace(NextItem, "[0]", StringComparison.Ordinal), target.FormType) is null
            ? null
            : TakeWith(
                column,
                new FieldSynonym(Contact, $"channel={channel}"),
                ByLook,
                $"Its values look like {channel}s."
            );
    }

    private ProposedField? TakeWith(string column, FieldSynonym synonym, decimal confidence, string reason)
    {
        var field = synonym.Field.Replace(NextItem, $"[{NextIndex(synonym.Field)}]", StringComparison.Ordinal);
        if (
            FieldPath.Parse(field, target.FormType) is not { } path
            || Take(column, field, path, confidence, reason) is not { } taken
        )
        {
            return null;
        }

        if (synonym.With?.Split('=') is [var name, var value])
        {
            var dot = field.LastIndexOf('.');
            var beside = dot >= 0 ? $"{field[..dot]}.{name}" : name;
            if (dot >= 0)
            {
                _keys.Add(value);
                _taken.Add(beside);
                _mapping.Add(Constant(beside, value, confidence, $"Goes with the column '{column}'."));
            }
            else
            {
                _companion ??= (beside, value, $"The column '{column}' speaks for it.");
            }
        }

        return taken;
    }

    private ProposedField? Take(string column, string field, FieldPath path, decimal confidence, string reason)
    {
        if (!_taken.Add(field))
        {
            return null;
        }

        var by = path.RefersTo is { } other
            ? ReferenceKeys.FirstOrDefault(key => catalog.Find(other)?.KeyNames.Contains(key) == true)
            : null;
        _keys.Add(field.StartsWith("externalIds[", StringComparison.Ordinal) ? "externalId" : field);
        return new ProposedField
        {
            Column = column,
            Field = field,
            By = by,
            Confidence = confidence,
            Reason = reason,
        };
    }

    private int NextIndex(string field)
    {
        var list = field[..Math.Max(0, field.IndexOf(NextItem, StringComparison.Ordinal))];
        var index = 0;
        while (
            list.Length > 0
            && _taken.Any(taken =>
                taken.StartsWith(
                    string.Create(CultureInfo.InvariantCulture, $"{list}[{index}]."),
                    StringComparison.Ordinal
                )
            )
        )
        {
            index++;
        }

        return index;
    }

    private static ProposedField Constant(string field, string value, decimal confidence, string reason) =>
        new()
        {
            Value = value,
            Field = field,
            Confidence = confidence,
            Reason = reason,
        };

    private static List<string> SamplesOf(IReadOnlyList<IReadOnlyList<string>> rows, int index) =>
        [.. rows.Where(row => row.Count > index).Select(row => row[index].Trim()).Where(cell => cell.Length > 0)];
}
