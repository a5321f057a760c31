using Crm.Api.AttributeDefinitions;
using Crm.Api.Customers;
using Crm.Api.Kernel;
using Crm.Api.Outreach;

namespace Crm.Api.Templates.Rendering;

/// <summary>What a template can put in: nested dictionaries of plain values, never an entity.</summary>
internal sealed class TemplateModel
{
    private TemplateModel(IReadOnlyDictionary<string, object?> values) => Values = values;

    public IReadOnlyDictionary<string, object?> Values { get; }

    /// <summary>The model of one message.</summary>
    /// <param name="customer">With its parts; null when there is none, and then all of its values are missing.</param>
    /// <param name="today">The day it is where the message comes from.</param>
    /// <param name="surroundings">What does not come from the customer.</param>
    public static TemplateModel Of(Customer? customer, DateOnly today, TemplateSurroundings surroundings) =>
        new(
            new Dictionary<string, object?>(8, StringComparer.Ordinal)
            {
                ["customer"] = customer is null ? null : ValuesOf(customer),
                ["campaign"] = surroundings.Campaign,
                ["sender"] = surroundings.Sender,
                ["values"] = surroundings.Values,
                ["unsubscribeUrl"] = surroundings.UnsubscribeUrl?.AbsoluteUri,
                ["preferencesUrl"] = surroundings.PreferencesUrl?.AbsoluteUri,
                ["today"] = today,
            }
        );

    private static Dictionary<string, object?> ValuesOf(Customer customer) =>
        new(24, StringComparer.Ordinal)
        {
            ["kind"] = EnumText<CustomerKind>.Of(customer.Kind),
            ["number"] = customer.Number,
            ["name"] = customer.Name,
            ["title"] = customer.Title,
            ["givenName"] = customer.GivenName,
            ["middleName"] = customer.MiddleName,
            ["familyName"] = customer.FamilyName,
            ["formalName"] = FormalNameOf(customer),
            ["category"] = customer.Category,
            ["lifecycleStage"] = EnumText<LifecycleStage>.Of(customer.LifecycleStage),
            ["language"] = customer.Language,
            ["timeZone"] = customer.TimeZone,
            ["birthDate"] = customer.BirthDate,
            ["source"] = customer.Source,
            ["email"] = First(customer, ContactChannel.Email),
            ["phone"] = First(customer, ContactChannel.Phone),
            ["mobile"] = First(customer, ContactChannel.Mobile),
            ["address"] = AddressOf(customer),
            ["tags"] = customer.Tags.Select(tag => tag.Value).Order(StringComparer.Ordinal).ToList<object?>(),
            ["attributes"] = AttributesOf(customer),
        };

    /// <summary>As a letter calls somebody it is not on first-name terms with: <c>Dr. Lovelace</c>.</summary>
    private static string FormalNameOf(Customer customer) =>
        customer switch
        {
            { FamilyName: { } family, Title: { } title } => $"{title} {family}",
            { FamilyName: { } family } => family,
            _ => customer.Name,
        };

    /// <summary>The primary one that is not known to be wrong, or else the first such.</summary>
    private static string? First(Customer customer, ContactChannel channel)
    {
        ContactPoint? best = null;
        foreach (var point in customer.ContactPoints)
        {
            var isBetter =
                point.Channel == channel
                && point.IsValid != false
                && (
                    best is null
                    || (point.IsPrimary && !best.IsPrimary)
                    || (point.IsPrimary == best.IsPrimary && point.Position < best.Position)
                );
            best = isBetter ? point : best;
        }

        return best?.Value;
    }

    private static Dictionary<string, object?>? AddressOf(Customer customer) =>
        customer
            .Addresses.Where(address => address.IsValid != false)
            .OrderByDescending(address => address.IsPrimary)
            .ThenBy(address => address.Position)
            .FirstOrDefault()
            is { } address
            ? new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["street"] = address.Street,
                ["extra"] = address.Extra,
                ["postalCode"] = address.PostalCode,
                ["city"] = address.City,
                ["region"] = address.Region,
                ["country"] = address.Country,
                ["line"] = OutreachAddress.LineOf(address),
            }
            : null;

    private static Dictionary<string, object?> AttributesOf(Customer customer) =>
        customer.Attributes.ToDictionary(value => value.Key, ValueOf, StringComparer.Ordinal);

    private static object? ValueOf(AttributeValue<Customer> value) =>
        value switch
        {
            { Text: { } text } => text,
            { NumberUnits: { } units } => Scaled.FromUnits(units),
            { Date: { } date } => date,
            { Flag: { } flag } => flag,
            _ => null,
        };
}

/// <summary>What a message takes from elsewhere than its recipient; the same for many of them, but for the links.</summary>
internal sealed record TemplateSurroundings
{
    public IReadOnlyDictionary<string, object?>? Campaign { get; init; }

    public IReadOnlyDictionary<string, object?>? Sender { get; init; }

    public IReadOnlyDictionary<string, object?>? Values { get; init; }

    public Uri? UnsubscribeUrl { get; init; }

    public Uri? PreferencesUrl { get; init; }
}
