using Crm.Api.AttributeDefinitions;
using Crm.Api.Data;
using Crm.Api.Duplicates;
using Crm.Api.Filters;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Crm.Api.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Crm.Api.Customers;

/// <summary>Customers as a resource.</summary>
internal sealed class CustomerResource(
    IOptions<InstallationOptions> installation,
    UserResource users,
    CustomerDuplicateCheck duplicates
) : Resource<Customer, CustomerForm, CustomerResponse>
{
    private const string Series = "CU";

    public override string Kind => "customer";

    public override string Plural => "customers";

    public override DuplicateCheck<Customer> Duplicates => duplicates;

    public override FieldTable<Customer> Fields { get; } = CustomerFields.Make();

    public override IReadOnlyList<MatchKey<Customer, CustomerForm>> Keys { get; } =
    [
        ExternalIds.Key<Customer, CustomerForm>(customer => customer.ExternalIds, form => form.ExternalIds),
        new(
            "email",
            (form, _) => NormalForms(form, channel => channel == ContactChannel.Email, country: null),
            (customers, emails) =>
                from customer in customers
                from point in customer.ContactPoints
                where EF.Parameter(emails).Contains(point.Normalized) && point.Channel == ContactChannel.Email
                select new KeyHit(point.Normalized!, customer.Id, customer.Version)
        ),
        new(
            "phone",
            (form, defaults) =>
                NormalForms(form, IsPhone, CustomerMapping.PhoneCountryOf(form, PhoneCountry(installation, defaults))),
            (customers, phones) =>
                from customer in customers
                from point in customer.ContactPoints
                where
                    EF.Parameter(phones).Contains(point.Normalized)
                    && (point.Channel == ContactChannel.Phone || point.Channel == ContactChannel.Mobile)
                select new KeyHit(point.Normalized!, customer.Id, customer.Version)
        ),
        MatchKey.OfName<Customer, CustomerForm>(
            form => form.Name?.Trim(),
            customer => customer.Name,
            customer => customer.NameSort
        ),
        MatchKey.Of<Customer, CustomerForm>("number", _ => null, customer => customer.Number),
    ];

    public override IReadOnlyList<Expansion<CustomerResponse>> Expansions =>
        [
            Expansion.Of<CustomerResponse, User, UserForm, UserResponse>(
                "owner",
                customer => customer.OwnerId,
                () => users,
                (customer, owner) => customer.Owner = owner
            ),
            Expansion.Of<CustomerResponse, Customer, CustomerForm, CustomerResponse>(
                "parent",
                customer => customer.ParentId,
                () => this,
                (customer, parent) => customer.Parent = parent
            ),
        ];

    public override IQueryable<Customer> WithParts(IQueryable<Customer> query) =>
        query
            .Include(customer => customer.ContactPoints)
            .Include(customer => customer.Addresses)
            .Include(customer => customer.ExternalIds)
            .Include(customer => customer.Tags)
            .Include(customer => customer.Attributes)
            .AsSplitQuery();

    public override CustomerForm ToForm(Customer entity) => CustomerMapping.ToForm(entity);

    public override CustomerResponse ToResponse(Customer entity) => CustomerMapping.ToResponse(entity);

    public override async Task FillAsync(
        Customer entity,
        CustomerForm form,
        Work work,
        CancellationToken cancellationToken
    )
    {
        await References.CheckAsync<User>(work, entity.OwnerId, form.OwnerId, "/ownerId", cancellationToken);
        CustomerMapping.Fill(entity, form, PhoneCountry(installation, work.Defaults));
        entity.CheckKind();
        await OrganizationTree.CheckParentAsync(entity, form.ParentId, work, cancellationToken);
        entity.ParentId = form.ParentId;
        entity.CheckKind();
        await AttributeRules.FillAsync(entity.Attributes, form.Attributes, entity.Category, work, cancellationToken);
        if (entity.IsNew)
        {
            entity.Number = await work.NextNumberAsync(Series, cancellationToken);
        }
    }

    public static bool IsPhone(ContactChannel channel) =>
        channel is ContactChannel.Phone or ContactChannel.Mobile or ContactChannel.Fax;

    private static IEnumerable<string> NormalForms(
        CustomerForm form,
        Func<ContactChannel, bool> wanted,
        string? country
    ) =>
        form.ContactPoints?.Where(point => point is { Channel: { } channel, Value: not null } && wanted(channel))
            .Select(point => ContactPoint.NormalForm(point.Channel!.Value, point.Value!, country))
            .OfType<string>()
        ?? [];

    private static string? PhoneCountry(IOptions<InstallationOptions> installation, FormDefaults defaults) =>
        defaults.PhoneCountry ?? installation.Value.PhoneCountry;
}
