using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.DedupeDecisions;

/// <summary>Decisions about pairs of customers as a resource.</summary>
internal sealed class DedupeDecisionResource(CustomerResource customers)
    : Resource<DedupeDecision, DedupeDecisionForm, DedupeDecisionResponse>
{
    public override string Kind => "dedupeDecision";

    public override string Plural => "dedupe-decisions";

    /// <summary>Whoever overrules somebody's word has to know it.</summary>
    public override bool IsGuarded => true;

    public override FieldTable<DedupeDecision> Fields { get; } =
        new FieldTable<DedupeDecision>()
            .Id("id", decision => decision.Id)
            .Id("firstCustomerId", decision => decision.FirstCustomerId)
            .Id("secondCustomerId", decision => decision.SecondCustomerId)
            .Choice("decision", decision => decision.Decision)
            .Choice("relationshipType", decision => decision.RelationshipType)
            .Id("relationshipId", decision => decision.RelationshipId)
            .Text("note", decision => decision.Note)
            .Time("createTime", decision => decision.CreateTime)
            .Time("updateTime", decision => decision.UpdateTime)
            .Time("deleteTime", decision => decision.DeleteTime);

    public override IReadOnlyList<Expansion<DedupeDecisionResponse>> Expansions =>
        [
            Expansion.Of<DedupeDecisionResponse, Customer, CustomerForm, CustomerResponse>(
                "firstCustomer",
                decision => decision.FirstCustomerId,
                () => customers,
                (decision, customer) => decision.FirstCustomer = customer
            ),
            Expansion.Of<DedupeDecisionResponse, Customer, CustomerForm, CustomerResponse>(
                "secondCustomer",
                decision => decision.SecondCustomerId,
                () => customers,
                (decision, customer) => decision.SecondCustomer = customer
            ),
        ];

    public override DedupeDecisionForm ToForm(DedupeDecision entity) =>
        new()
        {
            FirstCustomerId = entity.FirstCustomerId,
            SecondCustomerId = entity.SecondCustomerId,
            Decision = entity.Decision,
            RelationshipType = entity.RelationshipType,
            RelationshipFromId = entity.RelationshipFromId,
            Role = entity.Role,
            Note = entity.Note,
        };

    public override DedupeDecisionResponse ToResponse(DedupeDecision entity)
    {
        var response = new DedupeDecisionResponse
        {
            FirstCustomerId = entity.FirstCustomerId,
            SecondCustomerId = entity.SecondCustomerId,
            Decision = entity.Decision,
            RelationshipType = entity.RelationshipType,
            RelationshipFromId = entity.RelationshipFromId,
            Role = entity.Role,
            RelationshipId = entity.RelationshipId,
            Note = entity.Note,
        };
        response.Describe(entity);
        return response;
    }

    public override async Task FillAsync(
        DedupeDecision entity,
        DedupeDecisionForm form,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var (one, other) = (form.FirstCustomerId!.Value, form.SecondCustomerId!.Value);
        entity.IsAbout(one, other);
        if (entity.IsNew)
        {
            await References.CheckAsync<Customer>(work, null, one, "/firstCustomerId", cancellationToken);
            await References.CheckAsync<Customer>(work, null, other, "/secondCustomerId", cancellationToken);
            await CheckUndecidedAsync(entity, work, cancellationToken);
        }

        var kinds = await work.QueryWithTrash<Customer>()
            .Where(customer => customer.Id == one || customer.Id == other)
            .ToDictionaryAsync(customer => customer.Id, customer => customer.Kind, cancellationToken);
        entity.Decide(form.Decision!.Value, LinkIn(form, entity.IsNew), kinds[one], kinds[other]);
        entity.Note = form.Note;
    }

    /// <summary>Of two who decide at once the second waits here, and learns what the first has said.</summary>
    private async Task CheckUndecidedAsync(DedupeDecision decision, Work work, CancellationToken cancellationToken)
    {
        await work.HoldAsync<Customer>(decision.FirstCustomerId, cancellationToken);
        var present = await work.Query<DedupeDecision>()
            .AsNoTracking()
            .FirstOrDefaultAsync(
                other =>
                    other.FirstCustomerId == decision.FirstCustomerId
                    && other.SecondCustomerId == decision.SecondCustomerId,
                cancellationToken
            );
        if (present is not null)
        {
            throw new ProblemException(
                Problem
                    .Of(
                        409,
                        "already-decided",
                        $"Somebody has said '{EnumText<PairDecision>.Of(present.Decision)}' of the two already; change that decision."
                    )
                    .With("decision", ToResponse(present))
            );
        }
    }

    /// <summary>Changed to another word, a decision loses its relationship without being told so.</summary>
    private static DecidedLink? LinkIn(DedupeDecisionForm form, bool isNew)
    {
        if (form.Decision == PairDecision.Related)
        {
            var type =
                form.RelationshipType
                ?? throw RuleBroken.Invalid(
                    "relationship-type-missing",
                    "Say how the two are related.",
                    "/relationshipType"
                );
            return new DecidedLink(type, form.RelationshipFromId ?? form.FirstCustomerId!.Value, form.Role);
        }

        if (isNew && (form.RelationshipType, form.RelationshipFromId, form.Role) != (null, null, null))
        {
            throw RuleBroken.Invalid(
                "related-only",
                "Only customers that are 'related' have a relationship.",
                "/decision"
            );
        }

        return null;
    }
}
