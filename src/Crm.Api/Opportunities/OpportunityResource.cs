using System.Linq.Expressions;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Crm.Api.Pipelines;
using Crm.Api.Products;
using Crm.Api.Users;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Opportunities;

/// <summary>Opportunities as a resource.</summary>
internal sealed class OpportunityResource(CustomerResource customers, UserResource users, PipelineResource pipelines)
    : Resource<Opportunity, OpportunityForm, OpportunityResponse>
{
    private const string Series = "OP";
    private const string Comma = ", ";
    private const int MaxNameLength = 200;

    public override string Kind => "opportunity";

    public override string Plural => "opportunities";

    public override FieldTable<Opportunity> Fields { get; } = OpportunityFields.Make();

    public override IReadOnlyList<MatchKey<Opportunity, OpportunityForm>> Keys { get; } =
    [
        ExternalIds.Key<Opportunity, OpportunityForm>(opportunity => opportunity.ExternalIds, form => form.ExternalIds),
        MatchKey.OfName<Opportunity, OpportunityForm>(
            form => form.Name?.Trim(),
            opportunity => opportunity.Name,
            opportunity => opportunity.NameSort
        ),
        MatchKey.Of<Opportunity, OpportunityForm>("number", _ => null, opportunity => opportunity.Number),
    ];

    public override IReadOnlyList<Expansion<OpportunityResponse>> Expansions =>
        [
            Expansion.Of<OpportunityResponse, Customer, CustomerForm, CustomerResponse>(
                "customer",
                opportunity => opportunity.CustomerId,
                () => customers,
                (opportunity, customer) => opportunity.Customer = customer
            ),
            Expansion.Of<OpportunityResponse, Customer, CustomerForm, CustomerResponse>(
                "contact",
                opportunity => opportunity.ContactId,
                () => customers,
                (opportunity, contact) => opportunity.Contact = contact
            ),
            Expansion.Of<OpportunityResponse, User, UserForm, UserResponse>(
                "owner",
                opportunity => opportunity.OwnerId,
                () => users,
                (opportunity, owner) => opportunity.Owner = owner
            ),
            Expansion.Of<OpportunityResponse, Pipeline, PipelineForm, PipelineResponse>(
                "pipeline",
                opportunity => opportunity.PipelineId,
                () => pipelines,
                (opportunity, pipeline) => opportunity.Pipeline = pipeline
            ),
        ];

    public override IQueryable<Opportunity> WithParts(IQueryable<Opportunity> query) =>
        WithReferences(query)
            .Include(opportunity => opportunity.Lines)
            .Include(opportunity => opportunity.StageHistory)
            .Include(opportunity => opportunity.ExternalIds)
            .AsSplitQuery();

    public override IQueryable<Opportunity> WithReferences(IQueryable<Opportunity> query) =>
        query.Include(opportunity => opportunity.CurrentStage);

    public override OpportunityForm ToForm(Opportunity entity) => OpportunityMapping.ToForm(entity);

    public override OpportunityResponse ToResponse(Opportunity entity) => OpportunityMapping.ToResponse(entity);

    public override async Task FillAsync(
        Opportunity entity,
        OpportunityForm form,
        Work work,
        CancellationToken cancellationToken
    )
    {
        await CheckReferencesAsync(entity, form, work, cancellationToken);
        var pipeline = await PipelineAsync(form.PipelineId, work, cancellationToken);
        if (entity.IsNew)
        {
            entity.Number = await work.NextNumberAsync(Series, cancellationToken);
        }

        entity.NameIt(form.Name ?? await DefaultNameAsync(form, work, cancellationToken) ?? entity.Number);
        entity.Description = form.Description;
        entity.CustomerId = form.CustomerId;
        entity.ContactId = form.ContactId;
        entity.OwnerId = form.OwnerId;
        entity.Source = form.Source;
        entity.ExpectedCloseDate = form.ExpectedCloseDate;
        entity.Expect(form.Probability);
        entity.Price(form.Amount, form.Lines);
        entity.Place(pipeline, OpportunityMapping.PlacementOf(form), work.Now);
        ExternalIds.Fill(entity.ExternalIds, form.ExternalIds);
    }

    /// <summary>The pipeline with its stages; the default one for null.</summary>
    public static Task<Pipeline> PipelineAsync(Guid? id, Work work, CancellationToken cancellationToken) =>
        work.RememberTrackedAsync(
            (typeof(Pipeline), id),
            async () =>
                await work.Query<Pipeline>()
                    .Include(pipeline => pipeline.Stages)
                    .FirstOrDefaultAsync(
                        pipeline => id == null ? pipeline.IsDefault : pipeline.Id == id,
                        cancellationToken
                    )
                ?? throw RuleBroken.Invalid(
                    "unknown-reference",
                    $"There is no pipeline '{id}', or you may not see it.",
                    "/pipelineId"
                )
        );

    private static async Task CheckReferencesAsync(
        Opportunity entity,
        OpportunityForm form,
        Work work,
        CancellationToken cancellationToken
    )
    {
        await References.CheckAsync<Customer>(
            work,
            entity.CustomerId,
            form.CustomerId,
            "/customerId",
            cancellationToken
        );
        await References.CheckAsync<Customer>(work, entity.ContactId, form.ContactId, "/contactId", cancellationToken);
        await References.CheckAsync<User>(work, entity.OwnerId, form.OwnerId, "/ownerId", cancellationToken);
        foreach (var (index, line) in form.Lines?.Index() ?? [])
        {
            // A product that some line has already stays, wherever in the list it is now.
            var present = entity.Lines.Exists(known => known.ProductId == line.ProductId) ? line.ProductId : null;
            var pointer = $"/lines/{index}/productId";
            await References.CheckAsync<Product>(work, present, line.ProductId, pointer, cancellationToken);
        }

        if (
            form.ContactId is { } contact
            && contact != entity.ContactId
            && !await work.Query<Customer>()
                .AnyAsync(customer => customer.Id == contact && customer.Kind == CustomerKind.Person, cancellationToken)
        )
        {
            throw RuleBroken.Invalid("not-a-person", "The contact is not a person.", "/contactId");
        }
    }

    private static async Task<string?> DefaultNameAsync(
        OpportunityForm form,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var product = form.Lines?.Select(line => line.ProductId).FirstOrDefault(id => id is not null);
        var customerName = await NameAsync<Customer>(
            form.CustomerId,
            customer => customer.Name,
            work,
            cancellationToken
        );
        var productName = await NameAsync<Product>(product, other => other.Name, work, cancellationToken);
        return (customerName, productName) switch
        {
            (null, _) => productName,
            (_, null) => customerName,
            _ when customerName.Length + productName.Length > MaxNameLength - Comma.Length => customerName,
            _ => customerName + Comma + productName,
        };
    }

    /// <summary>Many opportunities are about the same product, and some about the same customer.</summary>
    private static async Task<string?> NameAsync<T>(
        Guid? id,
        Expression<Func<T, string>> name,
        Work work,
        CancellationToken cancellationToken
    )
        where T : Record =>
        id is null
            ? null
            : await work.RememberAsync(
                (nameof(NameAsync), id),
                () =>
                    work.QueryWithTrash<T>()
                        .Where(record => record.Id == id)
                        .Select(name)
                        .FirstOrDefaultAsync(cancellationToken)
            );
}
