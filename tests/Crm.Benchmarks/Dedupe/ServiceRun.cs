using System.Buffers.Binary;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Crm.Cli.Seeding.Duplicates;
using Crm.Dedupe.Evaluation;
using Crm.TestKit;
using Microsoft.Data.Sqlite;
using SortKey = Crm.Api.Kernel.SortKey;

namespace Crm.Benchmarks.Dedupe;

/// <summary>Finding duplicates through the service: from its database, by a run asked for over HTTP, to clusters in the database.</summary>
internal static class ServiceRun
{
    /// <param name="customers">How many there are.</param>
    /// <param name="merges">Whether what is found is merged, too, in the end.</param>
    public static async Task<ServiceFigures> MeasureAsync(int customers, bool merges)
    {
        await using var service = await ServiceProcess.StartAsync();
        await service.Admin.GetJsonAsync("/v1/customers?pageSize=1");
        service.Kill();
        var databaseFile = Path.Combine(service.Folder, "crm.db");
        var truth = new TrueClusters();
        SeededCustomers.Write(databaseFile, MadeCustomers.Make(customers).Select(made => Row(made, truth)));

        await service.StartAsync();
        await service.Admin.GetJsonAsync("/v1/customers?pageSize=1");
        var keys = await StoredKeys.MadeAsync(databaseFile, customers);
        var (first, _) = await RunAsync(service);
        var (second, run) = await RunAsync(service);
        var peak = service.Process.PeakResidentBytes();
        var incoming = await IncomingRun.MeasureAsync(
            service.Admin,
            customers,
            id => truth.EntityAt(PlaceOf(id.ToByteArray(bigEndian: true)))
        );
        var clusters = truth.Judge(Clusters(databaseFile, "cluster"));
        var sure = truth.Judge(Clusters(databaseFile, "auto_cluster"));
        var merging = merges ? await MergeRun.MeasureAsync(service.Admin, run) : null;
        service.Kill();
        return new ServiceFigures(first, second, peak, clusters, sure, keys, incoming, merging);
    }

    private static async Task<(double Seconds, JsonObject Run)> RunAsync(ServiceProcess service)
    {
        var start = Stopwatch.GetTimestamp();
        var run = await service.Admin.DedupeAsync(new { });
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, run);
    }

    /// <summary>The customer as the database has it. Employers and tax ids, which it keeps elsewhere, are left out.</summary>
    private static CustomerRow Row(MadeCustomer made, TrueClusters truth)
    {
        truth.Add(made);
        var name = made.IsPerson ? $"{made.GivenName} {made.FamilyName}" : made.Company;
        return new CustomerRow
        {
            Kind = made.IsPerson ? "person" : "organization",
            Name = name,
            NameSort = SortKey.Of(name),
            GivenName = Known(made.GivenName),
            FamilyName = Known(made.FamilyName),
            BirthDate = Known(made.BirthDate),
            LifecycleStage = "customer",
            ContactPoints = [.. Points(made)],
            Addresses =
            [
                new AddressRow
                {
                    Kind = "main",
                    Street = Known(made.Street),
                    PostalCode = Known(made.Postcode),
                    City = Known(made.City),
                    Country = Known(made.Country),
                    IsPrimary = true,
                },
            ],
        };
    }

    private static IEnumerable<ContactPointRow> Points(MadeCustomer made)
    {
        foreach (var (channel, value) in new[] { ("email", made.Email), ("phone", made.Phone), ("web", made.Website) })
        {
            if (value.Length > 0)
            {
                yield return new ContactPointRow
                {
                    Channel = channel,
                    Value = value,
                    IsPrimary = true,
                };
            }
        }
    }

    private static string? Known(string value) => value.Length == 0 ? null : value;

    private static List<List<int>> Clusters(string databaseFile, string column)
    {
        using var connection = new SqliteConnection($"Data Source={databaseFile};Pooling=False");
        connection.Open();
        using var statement = new Statement(
            connection,
            $"""
            SELECT {column}, customer_id FROM dedupe_members
            WHERE {column} IS NOT NULL AND run_id = (SELECT MAX(run_id) FROM dedupe_members)
            ORDER BY {column}
            """
        );
        using var rows = statement.Read();
        var clusters = new List<List<int>>();
        var last = 0;
        while (rows.Read())
        {
            if (rows.GetInt32(0) != last)
            {
                clusters.Add([]);
                last = rows.GetInt32(0);
            }

            clusters[^1].Add(PlaceOf((byte[])rows[1]));
        }

        return clusters;
    }

    /// <summary>The number is the end of the id, and counts from one.</summary>
    private static int PlaceOf(byte[] id) => BinaryPrimitives.ReadInt32BigEndian(id.AsSpan(12)) - 1;
}

/// <summary>What one run took and found.</summary>
internal sealed record ServiceFigures(
    double Seconds,
    double SecondRun,
    long PeakBytes,
    Accuracy Clusters,
    Accuracy Merged,
    KeyFigures Keys,
    IncomingFigures Incoming,
    MergeFigures? Merging
);
