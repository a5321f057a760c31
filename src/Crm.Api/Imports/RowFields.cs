using Crm.Api.Imports.Sources;

namespace Crm.Api.Imports;

/// <summary>Which column of a file goes where: by the mapping, or, without one, by headers that are field paths themselves.</summary>
internal sealed class RowFields
{
    private readonly IReadOnlyList<(int Index, MappedField Field)> _columns;

    public RowFields(ImportContext import, IRowSource source)
    {
        TakesBodies = import.Mapping is null;
        var mapping =
            import.Mapping ?? [.. source.Columns.Select(column => ByHeader(column, import)).OfType<MappedField>()];
        var places = source
            .Columns.Index()
            .ToLookup(column => column.Item, column => column.Index, StringComparer.Ordinal);
        _columns =
        [
            .. mapping
                .Where(field => field.Mapping.Column is not null)
                .Select(field => (IndexOf(field.Mapping.Column!, places, source), field)),
        ];
        Constants = [.. mapping.Where(field => field.Mapping.Value is not null)];
        Ignored = [.. source.Columns.Except(mapping.Select(field => field.Mapping.Column).OfType<string>())];
    }

    /// <summary>True when a row that is JSON is itself the body.</summary>
    public bool TakesBodies { get; }

    /// <summary>Fields with the same value for each row.</summary>
    public IReadOnlyList<MappedField> Constants { get; }

    /// <summary>Columns that go nowhere.</summary>
    public IReadOnlyList<string> Ignored { get; }

    /// <summary>The cells that go somewhere.</summary>
    public IEnumerable<(MappedField Field, string Text)> CellsOf(SourceRow row) =>
        _columns.Select(column => (column.Field, row.Cells[column.Index]));

    private static MappedField? ByHeader(string column, ImportContext import)
    {
        var mapping = new ImportMapping { Column = column, Field = column };
        return ImportPlanner.IsIdentity(column, import.Target) ? new MappedField(mapping, null, null, column)
            : FieldPath.Parse(column, import.Target.FormType) is { } path ? new MappedField(mapping, path, null, null)
            : null;
    }

    private static int IndexOf(string column, ILookup<string, int> places, IRowSource source) =>
        places[column].ToList() switch
        {
            [var only] => only,
            [] => throw new ImportUnreadable(
                "column-missing",
                $"The file has no column '{column}'; it has {string.Join(", ", source.Columns)}."
            ),
            _ => throw new ImportUnreadable("column-repeated", $"The file has two columns '{column}'."),
        };
}
