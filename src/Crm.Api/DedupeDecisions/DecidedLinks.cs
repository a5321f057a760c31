using Crm.Api.Data;
using Crm.Api.Kernel;
using Crm.Api.Relationships;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Crm.Api.DedupeDecisions;

/// <summary>The relationships that come and go with decisions. What was there before somebody decided is never touched.</summary>
internal sealed class DecidedLinks(RelationshipResource relationships, IOptions<DatabaseOptions> options)
{
    private const string TypePointer = "/relationshipType";

    /// <summary>Gives the two the relationship that the decision asks for, unless they have it already.</summary>
    public Task MakeAsync(DedupeDecision decision, Work work, CancellationToken cancellationToken) =>
        MakeAsync(decision, gone: null, work, cancellationToken);

    /// <summary>Has the relationship that was made because of the decision follow what the decision says now.</summary>
    public async Task FollowAsync(
        DedupeDecision decision,
        DecidedLink? before,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var made = await work.Query<Relationship>()
            .FirstOrDefaultAsync(link => link.Id == decision.RelationshipId, cancellationToken);
        if (
            made is not null
            && decision.Link is { } link
            && link == before.GetValueOrDefault() with { Role = link.Role }
        )
        {
            made.Role = link.Role;
            return;
        }

        if (made is not null)
        {
            made.DeleteTime = work.Now;
            made.PurgeTime = work.Now.AddDays(options.Value.TrashDays);
        }

        decision.RelationshipId = null;
        await MakeAsync(decision, gone: made?.Id, work, cancellationToken);
    }

    private async Task MakeAsync(DedupeDecision decision, Guid? gone, Work work, CancellationToken cancellationToken)
    {
        if (decision.Link is not { } link || await IsThereAsync(decision, link, gone, work, cancellationToken))
        {
            return;
        }

        var relationship = new Relationship { Id = work.NewId() };
        var form = new RelationshipForm
        {
            FromCustomerId = link.FromId,
            ToCustomerId = decision.OtherThan(link.FromId),
            Type = link.Type,
            Role = link.Role,
        };
        try
        {
            await relationships.FillAsync(relationship, form, work, cancellationToken);
        }
        catch (RuleBroken broken) when (!broken.ForbiddenNow)
        {
            throw RuleBroken.Invalid(broken.Code, broken.Message, TypePointer);
        }

        work.Db.Add(relationship);
        decision.RelationshipId = relationship.Id;
    }

    /// <summary>A branch is one of the other's, but of a household each is the other's member.</summary>
    private static Task<bool> IsThereAsync(
        DedupeDecision decision,
        DecidedLink link,
        Guid? gone,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var other = decision.OtherThan(link.FromId);
        var isMutual =
            link.Type is not (RelationshipType.Contact or RelationshipType.Employee or RelationshipType.Branch);
        return work.Query<Relationship>()
            .Where(present => present.Type == link.Type && present.Until == null && present.Id != gone)
            .AnyAsync(
                present =>
                    (present.FromCustomerId == link.FromId && present.ToCustomerId == other)
                    || (isMutual && present.FromCustomerId == other && present.ToCustomerId == link.FromId),
                cancellationToken
            );
    }
}
