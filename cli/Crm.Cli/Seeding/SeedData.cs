namespace Crm.Cli.Seeding;

/// <summary>Everything a plan makes, in the order in which it can be sent: what is referred to comes first.</summary>
internal static class SeedData
{
    /// <summary>Up to so many customers, each file is made whole; beyond, it is made while it is sent.</summary>
    private const int MostAtOnce = 5_000;

    public static IEnumerable<SeedFile> FilesOf(SeedPlan plan)
    {
        var tables = TablesOf(plan).Where(table => table.Count > 0);
        return plan.Customers > MostAtOnce ? tables.Select(StreamedSeedFile.Of) : tables.SelectMany(CsvSeedFile.Of);
    }

    private static IEnumerable<SeedTable> TablesOf(SeedPlan plan)
    {
        var customers = new SeedCustomers(plan);
        var sales = new SeedSales(plan, customers);
        var service = new SeedService(plan);
        return
        [
            SeedCatalog.ProductTable(),
            SeedCatalog.UserTable(plan),
            customers.Table(),
            customers.RelationshipTable(),
            sales.OpportunityTable(),
            sales.QuoteTable(),
            service.CaseTable(),
            service.InteractionTable(),
        ];
    }
}
