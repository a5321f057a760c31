using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Crm.Api.Products;
using Crm.Api.Teams;
using Crm.Api.Users;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Cases;

/// <summary>Cases as a resource.</summary>
internal sealed class CaseResource(
    CustomerResource customers,
    UserResource users,
    TeamResource teams,
    ProductResource products
) : Resource<Case, CaseForm, CaseResponse>
{
    private const string Series = "C";

    public override string Kind => "case";

    public override string Plural => "cases";

    public override FieldTable<Case> Fields { get; } = CaseFields.Make();

    public override IReadOnlyList<MatchKey<Case, CaseForm>> Keys { get; } =
    [
        ExternalIds.Key<Case, CaseForm>(aCase => aCase.ExternalIds, form => form.ExternalIds),
        MatchKey.Of<Case, CaseForm>("number", _ => null, aCase => aCase.Number),
    ];

    public override IReadOnlyList<Expansion<CaseResponse>> Expansions =>
        [
            Expansion.Of<CaseResponse, Customer, CustomerForm, CustomerResponse>(
                "customer",
                aCase => aCase.CustomerId,
                () => customers,
                (aCase, customer) => aCase.Customer = customer
            ),
            Expansion.Of<CaseResponse, Customer, CustomerForm, CustomerResponse>(
                "contact",
                aCase => aCase.ContactId,
                () => customers,
                (aCase, contact) => aCase.Contact = contact
            ),
            Expansion.Of<CaseResponse, User, UserForm, UserResponse>(
                "assignee",
                aCase => aCase.AssigneeId,
                () => users,
                (aCase, assignee) => aCase.Assignee = assignee
            ),
            Expansion.Of<CaseResponse, Team, TeamForm, TeamResponse>(
                "team",
                aCase => aCase.TeamId,
                () => teams,
                (aCase, team) => aCase.Team = team
            ),
            Expansion.Of<CaseResponse, Product, ProductForm, ProductResponse>(
                "product",
                aCase => aCase.ProductId,
                () => products,
                (aCase, product) => aCase.Product = product
            ),
        ];

    public override IQueryable<Case> WithParts(IQueryable<Case> query) =>
        query.Include(aCase => aCase.Steps).Include(aCase => aCase.ExternalIds).AsSplitQuery();

    public override CaseForm ToForm(Case entity) => CaseMapping.ToForm(entity);

    public override CaseResponse ToResponse(Case entity) => CaseMapping.ToResponse(entity);

    public override async Task FillAsync(Case entity, CaseForm form, Work work, CancellationToken cancellationToken)
    {
        await CheckReferencesAsync(entity, form, work, cancellationToken);
        CaseMapping.Fill(entity, form, work.Now);
        if (entity.IsNew)
        {
            entity.Number = await work.NextNumberAsync(Series, cancellationToken);
        }
    }

    private static async Task CheckReferencesAsync(
        Case entity,
        CaseForm form,
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
        await CheckContactAsync(entity, form.ContactId, work, cancellationToken);
        await References.CheckAsync<Product>(work, entity.ProductId, form.ProductId, "/productId", cancellationToken);
        await CheckAssignmentAsync(entity, form.AssigneeId, form.TeamId, work, cancellationToken);
    }

    /// <summary>Who is to work on the case must be there.</summary>
    public static async Task CheckAssignmentAsync(
        Case entity,
        Guid? assigneeId,
        Guid? teamId,
        Work work,
        CancellationToken cancellationToken
    )
    {
        await References.CheckAsync<User>(work, entity.AssigneeId, assigneeId, "/assigneeId", cancellationToken);
        await References.CheckAsync<Team>(work, entity.TeamId, teamId, "/teamId", cancellationToken);
    }

    private static async Task CheckContactAsync(
        Case entity,
        Guid? contactId,
        Work work,
        CancellationToken cancellationToken
    )
    {
        await References.CheckAsync<Customer>(work, entity.ContactId, contactId, "/contactId", cancellationToken);
        if (
            contactId != entity.ContactId
            && await work.Query<Customer>()
                .AnyAsync(
                    customer => customer.Id == contactId && customer.Kind == CustomerKind.Organization,
                    cancellationToken
                )
        )
        {
            throw RuleBroken.Invalid("not-a-person", "The contact of a case is a person.", "/contactId");
        }
    }
}
