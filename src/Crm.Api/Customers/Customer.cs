using Crm.Api.AttributeDefinitions;
using Crm.Api.Kernel;

namespace Crm.Api.Customers;

/// <summary>The one central record of a person or an organisation, shared by marketing, sales and service.</summary>
internal sealed class Customer : Record, INumbered, IMergeable
{
    public const int MaxNameLength = 200;

    public CustomerKind Kind { get; set; }

    public string Number { get; set; } = "";

    /// <summary>The name as people read it; a person's is made of its parts when it is not given.</summary>
    public string Name { get; set; } = "";

    /// <summary>The name folded for sorting and searching.</summary>
    public string NameSort { get; set; } = "";

    public string? Title { get; set; }

    public string? GivenName { get; set; }

    public string? MiddleName { get; set; }

    public string? FamilyName { get; set; }

    public string? Category { get; set; }

    public LifecycleStage LifecycleStage { get; set; }

    public Guid? OwnerId { get; set; }

    /// <summary>The organisation this one belongs to.</summary>
    public Guid? ParentId { get; set; }

    public Guid? MergedIntoId { get; set; }

    public string? Source { get; set; }

    public string? Language { get; set; }

    public string? TimeZone { get; set; }

    /// <summary>A person's birthday, an organisation's founding.</summary>
    public DateOnly? BirthDate
    {
        get;
        set
        {
            field = value;
            BirthMonthDay = value is { } date ? (date.Month * 100) + date.Day : null;
        }
    }

    /// <summary>Month × 100 + day of that date, by which this year's is found.</summary>
    public int? BirthMonthDay { get; private set; }

    public string? Description { get; set; }

    public List<ContactPoint> ContactPoints { get; } = [];

    public List<Address> Addresses { get; } = [];

    public List<ExternalId<Customer>> ExternalIds { get; } = [];

    public List<CustomerTag> Tags { get; } = [];

    public List<AttributeValue<Customer>> Attributes { get; } = [];

    /// <summary>Gives the record its name: as written, or made of a person's name parts.</summary>
    public void NameIt(string? written)
    {
        var parts = Kind == CustomerKind.Person ? string.Join(' ', NameParts()) : "";
        var name = string.IsNullOrWhiteSpace(written) ? parts : written.Trim();
        if (name.Length == 0)
        {
            throw RuleBroken.Invalid(
                "name-missing",
                Kind == CustomerKind.Person
                    ? "A person needs a name, a given name or a family name."
                    : "An organisation needs a name.",
                "/name"
            );
        }

        if (name.Length > MaxNameLength)
        {
            throw RuleBroken.Invalid("name-too-long", $"The name has {MaxNameLength} characters at most.", "/name");
        }

        Name = name;
        NameSort = SortKey.Of(name);
    }

    /// <summary>Name parts belong to persons, a parent to organisations.</summary>
    public void CheckKind()
    {
        if (Kind == CustomerKind.Organization && NameParts().Any())
        {
            throw RuleBroken.Invalid("not-a-person", "An organisation has no given or family name.", "/kind");
        }

        if (Kind == CustomerKind.Person && ParentId is not null)
        {
            throw RuleBroken.Invalid("not-an-organization", "Only an organisation has a parent.", "/parentId");
        }
    }

    /// <summary>The name parts in the order they are spoken; family name first where the name is written in Han characters.</summary>
    private IEnumerable<string> NameParts()
    {
        string?[] parts =
            FamilyName is { } family && IsHan(family) ? [family + GivenName] : [GivenName, MiddleName, FamilyName];
        return parts.OfType<string>().Where(part => part.Length > 0);
    }

    private static bool IsHan(string text) => text.All(letter => letter is >= '\u4e00' and <= '\u9fff');
}

/// <summary>A human being, or a company, authority or association.</summary>
internal enum CustomerKind
{
    Person,
    Organization,
}

/// <summary>How far somebody has come with us; a lead is a customer in stage <c>lead</c>.</summary>
internal enum LifecycleStage
{
    Lead,
    Prospect,
    Customer,
    Former,
}
