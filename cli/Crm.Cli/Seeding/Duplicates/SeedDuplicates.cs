namespace Crm.Cli.Seeding.Duplicates;

/// <summary>Which customers are copies of which; a few bytes for each customer.</summary>
internal sealed class SeedDuplicates
{
    /// <summary>In each so many customers the share is met, so that more customers do not move a copy.</summary>
    private const int Stretch = 10;

    /// <summary>An original is one of the last so many, or the first of all would have the more copies the larger the run is.</summary>
    private const int Reach = 1_000;

    private readonly int[] _originalOf;

    public SeedDuplicates(SeedPlan plan)
    {
        _originalOf = new int[plan.Customers + 1];
        if (plan.Duplicates > 0)
        {
            Choose(plan);
        }
    }

    public bool IsCopy(int customer) => _originalOf[customer] > 0;

    /// <summary>The customer as which another was entered first; itself, where it is no copy.</summary>
    public int OriginalOf(int customer) => IsCopy(customer) ? _originalOf[customer] : customer;

    /// <summary>An original lives in the same country, came earlier, and is no copy itself.</summary>
    private void Choose(SeedPlan plan)
    {
        var near = plan
            .Locales.DistinctBy(locale => locale.Name)
            .ToDictionary(locale => locale.Name, _ => new List<int>());
        var copies = 0;
        for (var customer = 1; customer <= plan.Customers; customer++)
        {
            var locale = plan.LocaleOf(customer);
            var originals = near[locale.Name];
            var last = (customer + Stretch - 1) / Stretch * Stretch;
            var missing = (int)(last * plan.Duplicates) - copies;
            var chance = plan.Chance("duplicate", customer, locale).Random;
            if (originals.Count == 0 || chance.Number(last - customer) >= missing)
            {
                originals.Add(customer);
                continue;
            }

            copies++;
            _originalOf[customer] = originals[chance.Number(Math.Max(0, originals.Count - Reach), originals.Count - 1)];
        }
    }
}
