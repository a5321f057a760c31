using System.Linq.Expressions;
using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Crm.Api.Customers;

/// <summary>Finds customers by a contact point or a number; who calls, who writes.</summary>
internal static class LookupCustomers
{
    public const int MaxItems = 100;

    private static readonly string[] Ways = ["phone", "email", "number", "externalId", "domain"];

    public static readonly QueryParameter[] Parameters =
    [
        Text("phone", "A telephone, mobile or fax number, as it is written or dialled.", "+49 30 123456"),
        Text(
            "country",
            "ISO 3166 alpha-2 code of the country where the phone number is dialled; the installation's by default.",
            "DE"
        ),
        Text("email", "An e-mail address.", "info@acme.example"),
        Text("number", "The customer's number.", "CU-000001"),
        Text("externalId", "What another system calls the customer: `system:value`.", "erp:10045"),
        Text("domain", "The domain of a web site, or its whole address.", "www.acme.example"),
    ];

    public static async Task<Answer<Page<CustomerResponse>>> Handle(
        HttpContext http,
        Caller caller,
        Work work,
        CustomerResource resource,
        IOptions<InstallationOptions> installation,
        CancellationToken cancellationToken
    )
    {
        work.For(caller);
        var mask = FieldMask.Parse(http.Request.Query["fields"], typeof(CustomerResponse));
        var expansions = ListQuery.ExpansionsOf(http, resource);
        var condition = await AskedAsync(http, resource, installation.Value, work, cancellationToken);
        var asked = work.Query<Customer>().AsNoTracking().Where(condition);
        var found = await resource
            .WithParts(asked.OrderBy(customer => customer.Id).Take(MaxItems))
            .ToListAsync(cancellationToken);
        var items = found.ConvertAll(resource.ToResponse);
        foreach (var expansion in expansions)
        {
            await expansion.FillAsync(items, work, cancellationToken);
        }

        var page = new Page<CustomerResponse> { Items = items };
        return mask is null
            ? Answer.Ok(page)
            : new Answer<Page<CustomerResponse>>(200, mask.ForItems().Apply(Answer.Bytes(page)));
    }

    private static async Task<Expression<Func<Customer, bool>>> AskedAsync(
        HttpContext http,
        CustomerResource resource,
        InstallationOptions installation,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var query = http.Request.Query;
        var given = Ways.Where(query.ContainsKey).ToList();
        if (given is not [var way])
        {
            throw Refused(
                given is [_, var second, ..] ? second : Ways[0],
                "lookup-ways",
                $"Give exactly one of {string.Join(", ", Ways)}."
            );
        }

        var value = query[way].ToString();
        if (way != "phone" && query.ContainsKey("country"))
        {
            throw Refused("country", "lookup-ways", "A country is given with a phone number only.");
        }

        var country = query["country"] is [{ Length: > 0 } code] ? code : installation.PhoneCountry;
        return way switch
        {
            "phone" => WithPhone(Known(way, Normaliser.Phone(value, country))),
            "email" => WithPoint(ContactChannel.Email, Known(way, Normaliser.Email(value))),
            "domain" => WithPoint(ContactChannel.Web, Known(way, Normaliser.Domain(value))),
            _ => await WithKeyAsync(resource, way, Normaliser.Identifier(value), work, cancellationToken),
        };
    }

    private static async Task<Expression<Func<Customer, bool>>> WithKeyAsync(
        CustomerResource resource,
        string name,
        string text,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var key = resource.Keys.First(key => key.Name == name);
        var hits = await key.FindAsync(work.Query<Customer>(), [text], cancellationToken);
        var ids = hits.Select(hit => hit.Id).ToList();
        return customer => ids.Contains(customer.Id);
    }

    private static Expression<Func<Customer, bool>> WithPhone(string phone) =>
        customer =>
            customer.ContactPoints.Any(point =>
                point.Normalized == phone
                && (
                    point.Channel == ContactChannel.Phone
                    || point.Channel == ContactChannel.Mobile
                    || point.Channel == ContactChannel.Fax
                )
            );

    private static Expression<Func<Customer, bool>> WithPoint(ContactChannel channel, string value) =>
        customer => customer.ContactPoints.Any(point => point.Normalized == value && point.Channel == channel);

    /// <summary>What has no identity form is stored under none, so nobody could be found by it.</summary>
    private static string Known(string way, string? form) =>
        form
        ?? throw Refused(
            way,
            "lookup-unreadable",
            way == "phone"
                ? "This cannot be read as a phone number; without a country code in it, give 'country'."
                : $"This cannot be read as {Words.WithArticle(way)}."
        );

    private static ProblemException Refused(string parameter, string code, string detail) =>
        new(Problem.Malformed(parameter, code, detail));

    private static QueryParameter Text(string name, string description, string example) =>
        new(name, QueryParameterType.Text, description, example);
}
