using System.Globalization;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Relationships;

/// <summary>Relationships between customers as a resource.</summary>
internal sealed class RelationshipResource(CustomerResource customers)
    : Resource<Relationship, RelationshipForm, RelationshipResponse>
{
    private const char Separator = ':';

    public override string Kind => "relationship";

    public override string Plural => "relationships";

    public override FieldTable<Relationship> Fields { get; } =
        new FieldTable<Relationship>()
            .Id("id", link => link.Id)
            .Id("fromCustomerId", link => link.FromCustomerId)
            .Id("toCustomerId", link => link.ToCustomerId)
            .Choice("type", link => link.Type)
            .Text("role", link => link.Role)
            .Date("since", link => link.Since)
            .Date("until", link => link.Until)
            .Flag("isPrimary", link => link.IsPrimary)
            .Time("createTime", link => link.CreateTime)
            .Time("updateTime", link => link.UpdateTime)
            .Time("deleteTime", link => link.DeleteTime);

    public override IReadOnlyList<MatchKey<Relationship, RelationshipForm>> Keys { get; } =
    [
        new(
            "customers",
            (form, _) =>
                form is { FromCustomerId: { } from, ToCustomerId: { } to, Type: { } type }
                    ? [KeyText(from, to, type)]
                    : [],
            Between
        ),
    ];

    public override IReadOnlyList<Expansion<RelationshipResponse>> Expansions =>
        [
            Expansion.Of<RelationshipResponse, Customer, CustomerForm, CustomerResponse>(
                "fromCustomer",
                link => link.FromCustomerId,
                () => customers,
                (link, customer) => link.FromCustomer = customer
            ),
            Expansion.Of<RelationshipResponse, Customer, CustomerForm, CustomerResponse>(
                "toCustomer",
                link => link.ToCustomerId,
                () => customers,
                (link, customer) => link.ToCustomer = customer
            ),
        ];

    public override RelationshipForm ToForm(Relationship entity) =>
        new()
        {
            FromCustomerId = entity.FromCustomerId,
            ToCustomerId = entity.ToCustomerId,
            Type = entity.Type,
            Role = entity.Role,
            Since = entity.Since,
            Until = entity.Until,
            IsPrimary = entity.IsPrimary,
        };

    public override RelationshipResponse ToResponse(Relationship entity)
    {
        var response = new RelationshipResponse
        {
            FromCustomerId = entity.FromCustomerId,
            ToCustomerId = entity.ToCustomerId,
            Type = entity.Type,
            Role = entity.Role,
            Since = entity.Since,
            Until = entity.Until,
            IsPrimary = entity.IsPrimary,
        };
        response.Describe(entity);
        return response;
    }

    public override async Task FillAsync(
        Relationship entity,
        RelationshipForm form,
        Work work,
        CancellationToken cancellationToken
    )
    {
        await CheckCustomersAsync(entity, form, work, cancellationToken);
        var isLinkedAnew =
            (entity.FromCustomerId, entity.ToCustomerId, entity.Type)
            != (form.FromCustomerId!.Value, form.ToCustomerId!.Value, form.Type!.Value);
        entity.FromCustomerId = form.FromCustomerId.Value;
        entity.ToCustomerId = form.ToCustomerId.Value;
        if (isLinkedAnew)
        {
            var kinds = await work.QueryWithTrash<Customer>()
                .Where(customer => customer.Id == entity.FromCustomerId || customer.Id == entity.ToCustomerId)
                .ToDictionaryAsync(customer => customer.Id, customer => customer.Kind, cancellationToken);
            entity.Link(form.Type.Value, kinds[entity.FromCustomerId], kinds[entity.ToCustomerId]);
        }

        entity.Role = form.Role;
        entity.Last(form.Since, form.Until);
        entity.IsPrimary = form.IsPrimary;
        await RelationshipRules.CheckNeighboursAsync(entity, work, cancellationToken);
    }

    private static async Task CheckCustomersAsync(
        Relationship entity,
        RelationshipForm form,
        Work work,
        CancellationToken cancellationToken
    )
    {
        Guid? Present(Guid id) => entity.IsNew ? null : id;
        await References.CheckAsync<Customer>(
            work,
            Present(entity.FromCustomerId),
            form.FromCustomerId,
            "/fromCustomerId",
            cancellationToken
        );
        await References.CheckAsync<Customer>(
            work,
            Present(entity.ToCustomerId),
            form.ToCustomerId,
            "/toCustomerId",
            cancellationToken
        );
    }

    private static string KeyText(Guid from, Guid to, RelationshipType type) =>
        $"{from}{Separator}{to}{Separator}{EnumText<RelationshipType>.Of(type)}";

    /// <summary>Those that still hold; those that have ended are history, which no upsert means.</summary>
    private static IQueryable<KeyHit> Between(IQueryable<Relationship> links, IReadOnlyList<string> keys)
    {
        var pairs = keys.Select(key => key.Split(Separator)).Where(ids => ids.Length == 3).ToList();
        var (from, to) = (Ids(pairs, 0), Ids(pairs, 1));
        return links
            .Where(link => from.Contains(link.FromCustomerId) && to.Contains(link.ToCustomerId) && link.Until == null)
            .Select(link => new KeyHit(
                KeyText(link.FromCustomerId, link.ToCustomerId, link.Type),
                link.Id,
                link.Version
            ));
    }

    private static List<Guid> Ids(IEnumerable<string[]> keys, int index) =>
        [
            .. keys.Select(key =>
                    Guid.TryParse(key[index], CultureInfo.InvariantCulture, out var id) ? id : (Guid?)null
                )
                .OfType<Guid>()
                .Distinct(),
        ];
}
