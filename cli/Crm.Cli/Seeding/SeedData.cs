namespace Crm.Cli.Seeding;

/// <summary>Everything a plan makes, in the order in which it can be sent: what is referred to comes first.</summary>
internal static class SeedData
{
    public static IEnumerable<SeedFile> FilesOf(SeedPlan plan) =>
        TablesOf(plan).Where(IsFilled).SelectMany(SeedFile.Of);

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

    private static bool IsFilled(SeedTable table) => table.Records.Count > 0;
}
