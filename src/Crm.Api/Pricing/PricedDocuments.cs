using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Crm.Api.Opportunities;
using Crm.Api.Products;
using Crm.Api.Users;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Pricing;

/// <summary>What the resources of quotes and orders do alike: fields, expansions, filling and checking.</summary>
internal static class PricedDocuments
{
    /// <summary>What filter and orderBy know of every priced document.</summary>
    public static FieldTable<TDocument> Fields<TDocument>()
        where TDocument : PricedDocument<TDocument> =>
        new FieldTable<TDocument>()
            .Id("id", document => document.Id)
            .Text("number", document => document.Number)
            .Id("customerId", document => document.CustomerId)
            .Id("contactId", document => document.ContactId)
            .Id("ownerId", document => document.OwnerId)
            .Id("opportunityId", document => document.OpportunityId)
            .Text("currency", document => document.Currency)
            .Scaled("subtotal", document => document.SubtotalUnits, Scaled.Scale)
            .Scaled("discount", document => document.DiscountUnits, Scaled.Scale)
            .Scaled("net", document => document.NetUnits, Scaled.Scale)
            .Scaled("tax", document => document.TaxUnits, Scaled.Scale)
            .Scaled("total", document => document.TotalUnits, Scaled.Scale)
            .Text("notes", document => document.Notes)
            .Many(
                "lines",
                document => document.Lines,
                new FieldTable<PricedLine<TDocument>>()
                    .Id("productId", line => line.ProductId)
                    .Text("description", line => line.Description)
                    .Scaled("quantity", line => line.QuantityUnits, Scaled.Scale)
                    .Scaled("unitPrice", line => line.UnitPriceUnits, Scaled.Scale)
                    .Scaled("taxRate", line => line.TaxRateUnits, Scaled.Scale)
                    .Text("taxCode", line => line.TaxCode)
                    .Scaled("net", line => line.NetUnits, Scaled.Scale)
            )
            .Many("externalIds", document => document.ExternalIds, ExternalIds.Fields<TDocument>())
            .Time("createTime", document => document.CreateTime)
            .Time("updateTime", document => document.UpdateTime)
            .Time("deleteTime", document => document.DeleteTime);

    /// <summary>The references of every priced document that can be expanded.</summary>
    public static IReadOnlyList<Expansion<TResponse>> Expansions<TResponse>(
        CustomerResource customers,
        UserResource users,
        OpportunityResource opportunities
    )
        where TResponse : PricedDocumentResponse =>
        [
            Expansion.Of<TResponse, Customer, CustomerForm, CustomerResponse>(
                "customer",
                document => document.CustomerId,
                () => customers,
                (document, customer) => document.Customer = customer
            ),
            Expansion.Of<TResponse, Customer, CustomerForm, CustomerResponse>(
                "contact",
                document => document.ContactId,
                () => customers,
                (document, contact) => document.Contact = contact
            ),
            Expansion.Of<TResponse, User, UserForm, UserResponse>(
                "owner",
                document => document.OwnerId,
                () => users,
                (document, owner) => document.Owner = owner
            ),
            Expansion.Of<TResponse, Opportunity, OpportunityForm, OpportunityResponse>(
                "opportunity",
                document => document.OpportunityId,
                () => opportunities,
                (document, opportunity) => document.Opportunity = opportunity
            ),
        ];

    public static IQueryable<TDocument> WithParts<TDocument>(IQueryable<TDocument> query)
        where TDocument : PricedDocument<TDocument> =>
        query.Include(document => document.Lines).Include(document => document.ExternalIds).AsSplitQuery();

    /// <summary>Fills in what all priced documents have, and computes the totals.</summary>
    public static async Task FillAsync<TDocument>(
        TDocument document,
        PricedDocumentForm form,
        string defaultCurrency,
        Work work,
        CancellationToken cancellationToken
    )
        where TDocument : PricedDocument<TDocument>
    {
        await CheckReferencesAsync(document, form, work, cancellationToken);
        var products = await ProductsAsync(document, form, work, cancellationToken);
        PricedMapping.Fill(document, form, defaultCurrency, products);
        document.Price();
    }

    /// <summary>True when the unsaved changes go beyond who looks after the document and what other systems call it.</summary>
    public static bool IsContentChanged<TDocument>(TDocument document, Work work)
        where TDocument : PricedDocument<TDocument> =>
        work.Db.ChangeTracker.Entries<PricedLine<TDocument>>()
            .Any(line => line.Entity.ParentId == document.Id && line.State != EntityState.Unchanged)
        || work.Db.Entry(document)
            .Properties.Any(property =>
                property.IsModified && property.Metadata.Name != nameof(PricedDocument<>.OwnerId)
            );

    private static async Task CheckReferencesAsync<TDocument>(
        TDocument document,
        PricedDocumentForm form,
        Work work,
        CancellationToken cancellationToken
    )
        where TDocument : PricedDocument<TDocument>
    {
        Guid? presentCustomer = document.IsNew ? null : document.CustomerId;
        await References.CheckAsync<Customer>(work, presentCustomer, form.CustomerId, "/customerId", cancellationToken);
        await References.CheckAsync<User>(work, document.OwnerId, form.OwnerId, "/ownerId", cancellationToken);
        await References.CheckAsync<Customer>(
            work,
            document.ContactId,
            form.ContactId,
            "/contactId",
            cancellationToken
        );
        if (
            form.ContactId is { } contact
            && contact != document.ContactId
            && await work.Query<Customer>()
                .AnyAsync(customer => customer.Id == contact && customer.Kind != CustomerKind.Person, cancellationToken)
        )
        {
            throw RuleBroken.Invalid("not-a-person", "A contact is a person.", "/contactId");
        }

        await CheckOpportunityAsync(document, form, work, cancellationToken);
    }

    /// <summary>Looked at only when one of the two changes: what became of the opportunity meanwhile never locks the document.</summary>
    private static async Task CheckOpportunityAsync<TDocument>(
        TDocument document,
        PricedDocumentForm form,
        Work work,
        CancellationToken cancellationToken
    )
        where TDocument : PricedDocument<TDocument>
    {
        await References.CheckAsync<Opportunity>(
            work,
            document.OpportunityId,
            form.OpportunityId,
            "/opportunityId",
            cancellationToken
        );
        if (
            form.OpportunityId is { } id
            && (id != document.OpportunityId || form.CustomerId != document.CustomerId)
            && await work.QueryWithTrash<Opportunity>()
                .AnyAsync(
                    opportunity =>
                        opportunity.Id == id
                        && opportunity.CustomerId != null
                        && opportunity.CustomerId != form.CustomerId,
                    cancellationToken
                )
        )
        {
            throw RuleBroken.Invalid(
                "customer-mismatch",
                "The opportunity is about another customer.",
                "/opportunityId"
            );
        }
    }

    /// <summary>The products of the lines; one that is new to the document must not be in the trash.</summary>
    private static async Task<Dictionary<Guid, Product>> ProductsAsync<TDocument>(
        TDocument document,
        PricedDocumentForm form,
        Work work,
        CancellationToken cancellationToken
    )
        where TDocument : PricedDocument<TDocument>
    {
        var ids = form.Lines?.Select(line => line.ProductId).OfType<Guid>().Distinct().ToList() ?? [];
        if (ids.Count == 0)
        {
            return [];
        }

        var products = await work.RememberAsync(
            typeof(Product),
            () => Task.FromResult(new Dictionary<Guid, Product>())
        );
        var unread = ids.FindAll(id => !products.ContainsKey(id));
        if (unread.Count > 0)
        {
            await work.QueryWithTrash<Product>()
                .AsNoTracking()
                .Include(product => product.Prices)
                .Where(product => unread.Contains(product.Id))
                .ForEachAsync(product => products.Add(product.Id, product), cancellationToken);
        }

        var present = document.Lines.Select(line => line.ProductId).OfType<Guid>().ToHashSet();
        foreach (var (index, line) in form.Lines!.Index())
        {
            if (
                line.ProductId is { } id
                && !present.Contains(id)
                && !(products.TryGetValue(id, out var product) && product.DeleteTime is null)
            )
            {
                throw RuleBroken.Invalid(
                    "unknown-reference",
                    $"There is no product '{id}', or you may not see it.",
                    $"/lines/{index}/productId"
                );
            }
        }

        return products;
    }
}
