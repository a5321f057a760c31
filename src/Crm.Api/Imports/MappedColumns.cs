namespace Crm.Api.Imports;

/// <summary>Holds the columns a mapping names against those a file has.</summary>
internal static class MappedColumns
{
    /// <exception cref="ImportUnreadable">A mapped column is missing, or there are two of its name; others may be repeated.</exception>
    public static void Check(IReadOnlyList<MappedField> fields, IReadOnlyList<string> columns)
    {
        foreach (var column in fields.Select(field => field.Mapping.Column).OfType<string>())
        {
            switch (columns.Count(other => other == column))
            {
                case 0:
                    throw new ImportUnreadable(
                        "column-missing",
                        $"The file has no column '{column}'; it has {string.Join(", ", columns)}."
                    );
                case > 1:
                    throw new ImportUnreadable("column-repeated", $"The file has several columns '{column}'.");
            }
        }
    }
}
