using Crm.Cli.Output;

namespace Crm.Cli.Seeding.Duplicates;

/// <summary>
/// Writes who each seeded customer truly is, as `crm dedupe evaluate` reads it. With the values beside it, the file can be
/// evaluated by itself.
/// </summary>
internal static class TruthFile
{
    private static readonly (string Header, Func<MadeCustomer, string> Cell)[] Values =
    [
        ("kind", made => made.IsPerson ? "person" : "organization"),
        ("givenName", made => made.GivenName),
        ("familyName", made => made.FamilyName),
        ("company", made => made.Company),
        ("email", made => made.Email),
        ("phone", made => made.Phone),
        ("website", made => made.Website),
        ("street", made => made.Street),
        ("postalCode", made => made.Postcode),
        ("city", made => made.City),
        ("country", made => made.Country),
        ("birthDate", made => made.BirthDate),
    ];

    /// <summary>Under another name until it is whole, so that a broken run leaves no half truth.</summary>
    public static async Task WriteAsync(
        string file,
        bool overwrites,
        SeedPlan plan,
        CancellationToken cancellationToken
    )
    {
        if (File.Exists(file) && !overwrites)
        {
            throw Failure.Usage(
                $"There is a file '{file}' already.",
                "add --overwrite, or name another file with --truth"
            );
        }

        var unfinished = $"{file}.part";
        try
        {
            await using (var writer = new StreamWriter(unfinished))
            {
                await WriteAsync(writer, plan, cancellationToken);
            }

            File.Move(unfinished, file, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private static async Task WriteAsync(StreamWriter writer, SeedPlan plan, CancellationToken cancellationToken)
    {
        var customers = new SeedCustomers(plan);
        await writer.WriteAsync(
            CsvWriter.Line(["externalId", "cluster", "changes", .. Values.Select(value => value.Header)])
        );
        for (var index = 1; index <= plan.Customers; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var made = customers.Made(index);
            await writer.WriteAsync(
                CsvWriter.Line([
                    plan.ExternalId("customer", index),
                    plan.ExternalId("customer", made.Entity),
                    ChangeName.Of(made.Changes),
                    .. Values.Select(value => value.Cell(made)),
                ])
            );
        }
    }
}
