using Crm.Api.Access;
using Crm.Api.AttributeDefinitions;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Imports.Proposals;

/// <summary>Proposes how the columns of a file become fields.</summary>
internal static class ProposeMapping
{
    public static async Task<Answer<MappingProposal>> Handle(
        Body<ProposeMappingRequest> body,
        Caller caller,
        Work work,
        ResourceCatalog catalog,
        CancellationToken cancellationToken
    )
    {
        work.For(caller);
        var resource = body.Value.Resource!;
        var target =
            (catalog.Find(resource) is { TakesRows: true } importable ? importable : null)
            ?? throw RuleBroken.Invalid(
                "unknown-resource",
                $"'{resource}' is not one of {string.Join(", ", catalog.Importable)}.",
                "/resource"
            );
        var attributes = new Dictionary<string, string>();
        var definitions = work.Query<AttributeDefinition>().OrderBy(definition => definition.Key);
        foreach (
            var definition in await definitions
                .Select(definition => new { definition.Key, definition.Name })
                .ToListAsync(cancellationToken)
        )
        {
            attributes.TryAdd(HeaderText.Of(definition.Key), definition.Key);
            attributes.TryAdd(HeaderText.Of(definition.Name), definition.Key);
        }

        var proposer = new MappingProposer(resource, target, catalog, attributes);
        return Answer.Ok(proposer.Propose(body.Value.Columns!, body.Value.Rows ?? []));
    }
}
