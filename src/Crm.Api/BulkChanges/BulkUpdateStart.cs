using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Kernel;

namespace Crm.Api.BulkChanges;

/// <inheritdoc/>
internal sealed class BulkUpdateStart(ResourceCatalog catalog, ListSettings settings)
    : BulkChangeStart<BulkUpdateRequest>(catalog, settings)
{
    protected override JobKind Kind => JobKind.BulkUpdate;

    protected override Verbs Verb => Verbs.Update;

    protected override void Check(BulkUpdateRequest request, IImportable target)
    {
        if (request.Patch!.Count == 0)
        {
            throw RuleBroken.Invalid("patch-empty", "The patch changes nothing.", "/patch");
        }

        var known = Json.Options.GetTypeInfo(target.FormType).Properties.Select(property => property.Name).ToHashSet();
        if (request.Patch.Select(member => member.Key).FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new ProblemException(
                Problem.Malformed(
                    $"/patch/{JsonMistakes.Escape(unknown)}",
                    "unknown-field",
                    $"There is no field '{unknown}' to write."
                )
            );
        }
    }

    protected override BulkUpdateRequest Fixed(BulkUpdateRequest request, string timeZone) =>
        new()
        {
            Resource = request.Resource,
            Filter = request.Filter,
            All = request.All,
            TimeZone = timeZone,
            Patch = request.Patch,
            MultiValue = request.MultiValue,
        };
}
