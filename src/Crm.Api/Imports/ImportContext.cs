using System.Text.Json;
using Crm.Api.AttributeDefinitions;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Imports;

/// <summary>What one import was asked to do, made ready to be done.</summary>
internal sealed class ImportContext
{
    public const string IdKey = "id";

    private ImportContext(
        ImportOptions options,
        IImportable target,
        IReadOnlyList<MappedField>? mapping,
        CellReader cells
    )
    {
        Options = options;
        Target = target;
        Mapping = mapping;
        Cells = cells;
    }

    public ImportOptions Options { get; }

    public IImportable Target { get; }

    /// <summary>The mapping that was given; null when the file's own headers say where everything belongs.</summary>
    public IReadOnlyList<MappedField>? Mapping { get; }

    public CellReader Cells { get; }

    public FormDefaults Defaults => new(Options.Format?.PhoneCountry);

    public ImportMode Mode => Options.Mode ?? ImportMode.Create;

    public IReadOnlyList<string> MatchOn => Options.MatchOn ?? [];

    public ListMerge Lists => Options.MultiValue == MultiValue.Append ? ListMerge.Append : ListMerge.Replace;

    /// <summary>What becomes of rows that look like what is there.</summary>
    public DuplicateTerms Duplicates =>
        new(Options.Duplicates ?? Target.DuplicatePolicy ?? DuplicatePolicy.Allow, Options.DuplicateThreshold);

    public bool ClearsEmpty => Options.EmptyCell == EmptyCell.Clear;

    /// <summary>The keys by which rows name records of their own kind.</summary>
    public IReadOnlyList<string> SelfReferenceKeys =>
        [
            .. (Mapping ?? [])
                .Where(mapped => mapped.Reference == Target)
                .Select(mapped => mapped.Mapping.By)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];

    public static async Task<ImportContext> OpenAsync(
        Job job,
        ResourceCatalog catalog,
        InstallationOptions installation,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var options = JsonSerializer.Deserialize(job.Options, Json.TypeInfo<ImportOptions>())!;
        var target = catalog.Find(options.Resource!)!;
        var attributes = await work.Query<AttributeDefinition>()
            .AsNoTracking()
            .ToDictionaryAsync(definition => definition.Key, definition => definition.Type, cancellationToken);
        return new ImportContext(
            options,
            target,
            options.Mapping is null ? null : ImportPlanner.Map(options, target, catalog),
            new CellReader(ImportSettings.Of(options.Format, installation), attributes)
        );
    }
}
