using System.Globalization;
using Microsoft.Data.Sqlite;
using SortKey = Crm.Api.Kernel.SortKey;

namespace Crm.Benchmarks;

/// <summary>Customers put straight into the service's SQLite file; everything about one follows from its number.</summary>
internal static class SeededCustomers
{
    /// <summary>The customers are spread evenly over these, and those of a category over the stages.</summary>
    public const int Categories = 20;

    private static readonly string[] Stages = ["lead", "prospect", "customer", "former"];
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static string EmailOf(int number) => $"office{number}@customer{number}.example";

    /// <summary>A UUID of version 7, with the number where chance would be.</summary>
    public static Guid IdOf(int number)
    {
        var time = Start.AddSeconds(number).ToUnixTimeMilliseconds();
        return Guid.Parse($"{time >> 16:x8}-{time & 0xffff:x4}-7000-8000-{number:x12}", CultureInfo.InvariantCulture);
    }

    /// <summary>The create form, which is at once what a customer made of it looks like.</summary>
    public static CustomerRow Make(int number)
    {
        // Neither by number nor by category do the names come in order.
        var name = $"Company {number * 7919L % 1_000_003:D7}";
        return new CustomerRow
        {
            Kind = "organization",
            Name = name,
            NameSort = SortKey.Of(name),
            Category = $"c{number % Categories}",
            LifecycleStage = Stages[number / Categories % Stages.Length],
            Language = "en",
            ContactPoints =
            [
                Point("email", EmailOf(number), EmailOf(number)),
                Point("phone", $"(202) 555-{number % 10_000:D4}", $"+1202555{number % 10_000:D4}"),
            ],
            Addresses =
            [
                new AddressRow
                {
                    Kind = "main",
                    Street = $"{number} Main Street",
                    PostalCode = $"{number % 100_000:D5}",
                    City = "Springfield",
                    Country = "US",
                    IsPrimary = true,
                },
            ],
            ExternalIds = [new ExternalIdRow { System = "bench", Value = $"{number}" }],
        };
    }

    /// <summary>Fills a database that has the service's schema and no customers.</summary>
    public static void Write(string databaseFile, IEnumerable<CustomerRow> rows)
    {
        using var connection = new SqliteConnection($"Data Source={databaseFile};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA synchronous = OFF");
        Execute(connection, "BEGIN");
        var number = 0;
        using (var statements = new CustomerStatements(connection))
        {
            foreach (var row in rows)
            {
                row.Number = NumberOf(++number);
                var time = Start.AddSeconds(number);
                var eventId = Guid.CreateVersion7(time).ToByteArray(bigEndian: true);
                statements.Insert(row, IdOf(number).ToByteArray(bigEndian: true), eventId, Stored.Of(time.UtcDateTime));
            }
        }

        Execute(connection, $"INSERT INTO counters (series, next) VALUES ('CU', {number + 1})");
        Execute(connection, "COMMIT");
        // Everything in the one file, so that it can be copied.
        Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    public static string NumberOf(long number) => $"CU-{number:D6}";

    private static ContactPointRow Point(string channel, string value, string normalized) =>
        new()
        {
            Channel = channel,
            Value = value,
            Normalized = normalized,
            IsPrimary = true,
        };

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        statement.Execute();
    }
}
