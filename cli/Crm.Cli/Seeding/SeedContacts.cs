using System.Collections;
using Crm.Cli.Seeding.Duplicates;

namespace Crm.Cli.Seeding;

/// <summary>Which customers are organisations, and which people speak for them; a few bytes for each customer.</summary>
internal sealed class SeedContacts
{
    private const float ShareOfOrganizations = 0.3f;
    private const float ShareOfContacts = 0.6f;

    private readonly BitArray _isOrganization;
    private readonly int[] _organizationOf;

    /// <summary>Where the contacts of a customer begin in the list of all; those of the next begin where they end.</summary>
    private readonly int[] _first;

    private readonly int[] _contacts;

    public SeedContacts(SeedPlan plan, SeedDuplicates duplicates)
    {
        _isOrganization = new BitArray(plan.Customers + 1);
        _organizationOf = new int[plan.Customers + 1];
        _first = new int[plan.Customers + 2];
        Link(plan, duplicates);
        for (var customer = 1; customer <= plan.Customers; customer++)
        {
            _first[customer + 1] += _first[customer];
        }

        _contacts = new int[_first[^1]];
        var next = (int[])_first.Clone();
        foreach (var (contact, organization) in Links)
        {
            _contacts[next[organization]++] = contact;
        }
    }

    public int Count => _contacts.Length;

    public IEnumerable<(int Contact, int Organization)> Links =>
        _organizationOf.Index().Where(link => link.Item > 0).Select(link => (link.Index, link.Item));

    public bool IsOrganization(int customer) => _isOrganization[customer];

    /// <summary>The people who speak for an organisation.</summary>
    public ReadOnlySpan<int> Of(int organization) => _contacts.AsSpan(_first[organization].._first[organization + 1]);

    /// <summary>
    /// An organisation of the same country; one that came earlier, so that more customers do not move the link. The first customer is
    /// an organisation, so that even a small run has contacts. A copy is what its original is, and has its link.
    /// </summary>
    private void Link(SeedPlan plan, SeedDuplicates duplicates)
    {
        var near = plan
            .Locales.DistinctBy(locale => locale.Name)
            .ToDictionary(locale => locale.Name, _ => new List<int>());
        for (var customer = 1; customer <= plan.Customers; customer++)
        {
            var locale = plan.LocaleOf(customer);
            var organizations = near[locale.Name];
            if (duplicates.IsCopy(customer))
            {
                var original = duplicates.OriginalOf(customer);
                _isOrganization[customer] = _isOrganization[original];
                LinkTo(_organizationOf[original], customer);
                continue;
            }

            if (customer == 1 || plan.Chance("kind", customer, locale).Random.Float() < ShareOfOrganizations)
            {
                _isOrganization[customer] = true;
                organizations.Add(customer);
                continue;
            }

            var chance = plan.Chance("contact", customer, locale).Random;
            if (organizations.Count > 0 && chance.Float() < ShareOfContacts)
            {
                LinkTo(organizations[chance.Number(organizations.Count - 1)], customer);
            }
        }
    }

    private void LinkTo(int organization, int customer)
    {
        if (organization > 0)
        {
            _organizationOf[customer] = organization;
            _first[organization + 1]++;
        }
    }
}
