using System.Globalization;
using Crm.Api.Access;
using Crm.Api.Http.Records;
using Crm.Api.Imports.Sources;
using Crm.Api.Jobs;
using Crm.Api.Kernel;

namespace Crm.Api.Imports;

/// <summary>Reads the mapping of an import against the form it fills, and refuses what could never work.</summary>
internal static class ImportPlanner
{
    private const string NumberKey = "number";

    /// <summary>Also says whether the caller may do what is asked.</summary>
    public static void Check(ImportOptions options, ResourceCatalog catalog, Caller caller)
    {
        var target =
            (catalog.Find(options.Resource!) is { TakesRows: true } importable ? importable : null)
            ?? throw RuleBroken.Invalid(
                "unknown-resource",
                $"'{options.Resource}' is not one of {string.Join(", ", catalog.Importable)}.",
                "/resource"
            );
        caller.CheckWrite(options.Resource!);
        if (options.Silent == true)
        {
            caller.CheckSilent();
        }

        CheckKeys(options, target);
        CheckDuplicates(options, target, caller);
        CheckFormat(options.Format);
        if (options.Mapping is not null)
        {
            _ = Map(options, target, catalog);
        }
    }

    /// <summary>True for what says who a record is but is no field of a form: its id, and its number where it has one.</summary>
    public static bool IsIdentity(string field, IImportable target) => IdentitiesOf(target).Contains(field);

    public static IEnumerable<string> IdentitiesOf(IImportable target) =>
        target.KeyNames.Where(key => key == NumberKey).Prepend(ImportContext.IdKey);

    /// <summary>The mapping with its paths resolved.</summary>
    public static IReadOnlyList<MappedField> Map(ImportOptions options, IImportable target, ResourceCatalog catalog) =>
        [.. options.Mapping!.Select((mapping, index) => Map(mapping, $"/mapping/{index}", target, catalog))];

    private static MappedField Map(ImportMapping mapping, string pointer, IImportable target, ResourceCatalog catalog)
    {
        if (mapping.Column is null == mapping.Value is null)
        {
            throw RuleBroken.Invalid("column-or-value", "A field is filled from a column or with a value.", pointer);
        }

        if (IsIdentity(mapping.Field!, target))
        {
            return new MappedField(mapping, Path: null, Reference: null, mapping.Field);
        }

        var path =
            FieldPath.Parse(mapping.Field!, target.FormType)
            ?? throw RuleBroken.Invalid(
                "unknown-field",
                $"A {target.Kind} has no field '{mapping.Field}'.",
                $"{pointer}/field"
            );
        if (path.RefersTo is null)
        {
            return mapping.By is null
                ? new MappedField(mapping, path, Reference: null, Identity: null)
                : throw RuleBroken.Invalid("not-a-reference", $"'{mapping.Field}' refers to nothing.", $"{pointer}/by");
        }

        var reference = catalog.Find(path.RefersTo);
        if (mapping.By is not null && reference?.KeyNames.Contains(mapping.By) != true)
        {
            throw RuleBroken.Invalid(
                "unknown-key",
                $"A reference to {path.RefersTo} goes by {string.Join(", ", reference?.KeyNames ?? [])}.",
                $"{pointer}/by"
            );
        }

        return new MappedField(mapping, path, reference, Identity: null);
    }

    private static void CheckKeys(ImportOptions options, IImportable target)
    {
        var matchOn = options.MatchOn ?? [];
        for (var index = 0; index < matchOn.Count; index++)
        {
            if (matchOn[index] != ImportContext.IdKey && !target.KeyNames.Contains(matchOn[index]))
            {
                throw RuleBroken.Invalid(
                    "unknown-key",
                    $"'{matchOn[index]}' is not one of {string.Join(", ", target.KeyNames.Prepend(ImportContext.IdKey))}.",
                    $"/matchOn/{index}"
                );
            }
        }

        if (options.Mode != ImportMode.Create && matchOn.Count == 0)
        {
            throw RuleBroken.Invalid("required", "Only mode 'create' can do without matchOn.", "/matchOn");
        }
    }

    private static void CheckDuplicates(ImportOptions options, IImportable target, Caller caller)
    {
        if (options.Duplicates is null or DuplicatePolicy.Allow)
        {
            return;
        }

        if (target.DuplicatePolicy is null)
        {
            throw RuleBroken.Invalid(
                "not-compared",
                $"Nobody can tell which {options.Resource} look alike; only keys are compared.",
                "/duplicates"
            );
        }

        caller.CheckRead(options.Resource!);
    }

    private static void CheckFormat(ImportFormat? format)
    {
        if (format?.Encoding is { } encoding && FileEncoding.Find(encoding) is null)
        {
            throw RuleBroken.Invalid("unknown-encoding", $"There is no encoding '{encoding}'.", "/format/encoding");
        }

        if (format?.Delimiter is { } delimiter && (delimiter == format.Quote || delimiter is "\r" or "\n"))
        {
            throw RuleBroken.Invalid(
                "delimiter-invalid",
                "A delimiter is neither the quote nor the end of a line.",
                "/format/delimiter"
            );
        }

        if (format?.Group is { } group && group == ImportSettings.DecimalOf(format))
        {
            throw RuleBroken.Invalid(
                "group-is-decimal",
                $"'{group}' cannot both group digits and begin decimals.",
                "/format/group"
            );
        }

        CheckDates(format?.DateFormat, "/format/dateFormat");
        for (var index = 0; index < format?.DateFormats?.Count; index++)
        {
            CheckDates(format.DateFormats[index], $"/format/dateFormats/{index}");
        }
    }

    private static void CheckDates(string? format, string pointer)
    {
        if (format is not null && !CanBeReadBack(format))
        {
            throw RuleBroken.Invalid(
                "date-format-invalid",
                $"'{format}' does not name day, month and year, as dd.MM.yyyy does.",
                pointer
            );
        }
    }

    private static bool CanBeReadBack(string format)
    {
        var date = new DateTime(2026, 12, 31);
        try
        {
            var text = date.ToString(format, CultureInfo.InvariantCulture);
            return DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
                && read == date;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}

/// <summary>One line of the mapping, ready to be used: it fills a field, or says who the record is.</summary>
internal sealed record MappedField(ImportMapping Mapping, FieldPath? Path, IImportable? Reference, string? Identity)
{
    /// <summary>What to blame.</summary>
    public string Label => Mapping.Column ?? Mapping.Field!;
}
