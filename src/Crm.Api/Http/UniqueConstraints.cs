using System.Text.Json;
using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Crm.Api.Http;

/// <summary>The last resort against duplicates is a unique index; this says in the contract's words which one spoke.</summary>
internal static class UniqueConstraints
{
    /// <param name="constraint"><c>table.column, table.column</c> on SQLite, the name of the index elsewhere.</param>
    /// <param name="model">Knows which index that is, and what its columns are called outside.</param>
    public static Problem Problem(string constraint, IModel model)
    {
        string[] fields = [.. FieldsOf(constraint, model)];
        return Http.Problem.Of(
            409,
            "duplicate",
            $"Another record already has this {string.Join(", ", fields)}.",
            [.. fields.Select(field => new FieldError($"/{field}", "duplicate", "The value is already taken."))]
        );
    }

    private static IEnumerable<string> FieldsOf(string constraint, IModel model)
    {
        if (constraint.Contains("external_ids", StringComparison.Ordinal))
        {
            return ["externalIds"];
        }

        var index = model
            .GetEntityTypes()
            .SelectMany(entity => entity.GetIndexes())
            .FirstOrDefault(index => index.GetDatabaseName() == constraint || ColumnsOf(index) == constraint);
        return index is null ? ["id"]
            : index.Blamed() is { } field ? [field]
            : index.Properties.Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));
    }

    private static string ColumnsOf(IIndex index) =>
        string.Join(
            ", ",
            index.Properties.Select(property =>
                $"{index.DeclaringEntityType.GetTableName()}.{property.GetColumnName()}"
            )
        );
}
