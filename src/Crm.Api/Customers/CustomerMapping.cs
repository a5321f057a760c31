using Crm.Api.AttributeDefinitions;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;

namespace Crm.Api.Customers;

/// <summary>Customers between form, entity and answer.</summary>
internal static class CustomerMapping
{
    public static void Fill(Customer customer, CustomerForm form, string? phoneCountry)
    {
        customer.Kind = form.Kind!.Value;
        customer.Title = form.Title;
        customer.GivenName = Trimmed(form.GivenName);
        customer.MiddleName = Trimmed(form.MiddleName);
        customer.FamilyName = Trimmed(form.FamilyName);
        customer.NameIt(form.Name);
        customer.Category = form.Category;
        customer.LifecycleStage = form.LifecycleStage ?? LifecycleStage.Lead;
        customer.OwnerId = form.OwnerId;
        customer.Source = form.Source;
        customer.Language = form.Language;
        customer.TimeZone = form.TimeZone;
        customer.BirthDate = form.BirthDate;
        customer.Description = form.Description;
        FillParts(customer, form, PhoneCountryOf(form, phoneCountry));
    }

    /// <summary>How phone numbers without a country are read: the customer's own comes before anybody else's.</summary>
    public static string? PhoneCountryOf(CustomerForm form, string? otherwise) =>
        form.Addresses?.FirstOrDefault(address => address.Country is not null)?.Country ?? otherwise;

    public static CustomerForm ToForm(Customer customer) =>
        new()
        {
            Kind = customer.Kind,
            Name = customer.Name,
            Title = customer.Title,
            GivenName = customer.GivenName,
            MiddleName = customer.MiddleName,
            FamilyName = customer.FamilyName,
            Category = customer.Category,
            LifecycleStage = customer.LifecycleStage,
            OwnerId = customer.OwnerId,
            ParentId = customer.ParentId,
            Source = customer.Source,
            Language = customer.Language,
            TimeZone = customer.TimeZone,
            BirthDate = customer.BirthDate,
            Description = customer.Description,
            ContactPoints = List(
                customer.ContactPoints,
                point => new ContactPointForm
                {
                    Channel = point.Channel,
                    Value = point.Value,
                    Label = point.Label,
                    IsPrimary = point.IsPrimary,
                    IsValid = point.IsValid,
                    VerifyTime = point.VerifyTime,
                }
            ),
            Addresses = List(customer.Addresses, ToForm),
            ExternalIds = ExternalIds.ToForm(customer.ExternalIds),
            Tags = TagsOf(customer),
            Attributes = AttributeRules.ToForm(customer.Attributes),
        };

    public static CustomerResponse ToResponse(Customer customer)
    {
        var response = new CustomerResponse
        {
            Number = customer.Number,
            Kind = customer.Kind,
            Name = customer.Name,
            Title = customer.Title,
            GivenName = customer.GivenName,
            MiddleName = customer.MiddleName,
            FamilyName = customer.FamilyName,
            Category = customer.Category,
            LifecycleStage = customer.LifecycleStage,
            OwnerId = customer.OwnerId,
            ParentId = customer.ParentId,
            Source = customer.Source,
            Language = customer.Language,
            TimeZone = customer.TimeZone,
            BirthDate = customer.BirthDate,
            Description = customer.Description,
            MergedInto = customer.MergedIntoId,
            ContactPoints = List(
                customer.ContactPoints,
                point => new ContactPointResponse
                {
                    Channel = point.Channel,
                    Value = point.Value,
                    Normalized = point.Normalized,
                    Label = point.Label,
                    IsPrimary = point.IsPrimary,
                    IsValid = point.IsValid,
                    VerifyTime = point.VerifyTime,
                }
            ),
            Addresses = List(customer.Addresses, ToForm),
            ExternalIds = ExternalIds.ToForm(customer.ExternalIds),
            Tags = TagsOf(customer),
            Attributes = AttributeRules.ToForm(customer.Attributes),
        };
        response.Describe(customer);
        return response;
    }

    private static void FillParts(Customer customer, CustomerForm form, string? country)
    {
        CheckPrimaries(form);
        Parts.SyncByPosition(customer.ContactPoints, form.ContactPoints, (point, item) => Fill(point, item, country));
        Parts.SyncByPosition(customer.Addresses, form.Addresses, Fill);
        ExternalIds.Fill(customer.ExternalIds, form.ExternalIds);
        Parts.SyncByKey(
            customer.Tags,
            CleanTags(form.Tags),
            tag => tag.Value,
            word => word,
            (tag, word) => tag.Value = word
        );
    }

    public static void Fill(ContactPoint point, ContactPointForm form, string? country)
    {
        point.Channel = form.Channel!.Value;
        point.Value = form.Value!.Trim();
        point.Normalized = ContactPoint.NormalForm(point.Channel, point.Value, country);
        point.Label = form.Label;
        point.IsPrimary = form.IsPrimary;
        point.IsValid = form.IsValid;
        point.VerifyTime = form.VerifyTime;
    }

    public static void Fill(Address address, AddressForm form)
    {
        address.Kind = form.Kind ?? AddressKind.Main;
        address.Street = form.Street;
        address.Extra = form.Extra;
        address.PostalCode = form.PostalCode;
        address.City = form.City;
        address.Region = form.Region;
        address.Country = form.Country;
        address.IsPrimary = form.IsPrimary;
        address.IsValid = form.IsValid;
    }

    private static AddressForm ToForm(Address address) =>
        new()
        {
            Kind = address.Kind,
            Street = address.Street,
            Extra = address.Extra,
            PostalCode = address.PostalCode,
            City = address.City,
            Region = address.Region,
            Country = address.Country,
            IsPrimary = address.IsPrimary,
            IsValid = address.IsValid,
        };

    private static void CheckPrimaries(CustomerForm form)
    {
        var crowded = form
            .ContactPoints?.Where(point => point.IsPrimary)
            .GroupBy(point => point.Channel)
            .Any(g => g.Skip(1).Any());
        if (crowded == true)
        {
            throw RuleBroken.Invalid(
                "several-primary",
                "Only one contact point of a channel is primary.",
                "/contactPoints"
            );
        }

        if (form.Addresses?.Count(address => address.IsPrimary) > 1)
        {
            throw RuleBroken.Invalid("several-primary", "Only one address is primary.", "/addresses");
        }
    }

    private static List<string> CleanTags(IReadOnlyList<string>? tags)
    {
        var clean = tags?.Select(tag => tag.Trim()).Distinct(StringComparer.Ordinal).ToList() ?? [];
        return clean.FindIndex(tag => tag.Length is 0 or > 60) is >= 0 and var wrong
            ? throw RuleBroken.Invalid("tag-invalid", "A tag has 1 to 60 characters.", $"/tags/{wrong}")
            : clean;
    }

    private static IReadOnlyList<string>? TagsOf(Customer customer) =>
        customer.Tags.Count == 0 ? null : [.. customer.Tags.Select(tag => tag.Value).Order(StringComparer.Ordinal)];

    private static IReadOnlyList<TItem>? List<TPart, TItem>(List<TPart> parts, Func<TPart, TItem> toItem)
        where TPart : ListedPart => parts.Count == 0 ? null : [.. parts.OrderBy(part => part.Position).Select(toItem)];

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
