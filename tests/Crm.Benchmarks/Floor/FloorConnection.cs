using System.Text.Json;
using Crm.Api.Kernel;
using Microsoft.Data.Sqlite;

namespace Crm.Benchmarks.Floor;

/// <summary>One connection with its prepared statements; what a request needs is read or written with nothing in between.</summary>
internal sealed class FloorConnection : IDisposable
{
    private const int PageSize = 50;

    private const string Columns = """
        c.id, c.number, c.kind, c.name, c.name_sort, c.title, c.given_name, c.middle_name, c.family_name, c.category,
        c.lifecycle_stage, c.owner_id, c.parent_id, c.source, c.language, c.time_zone, c.birth_date, c.description,
        c.version, c.create_time, c.update_time, c.delete_time, c.purge_time
        """;

    private readonly SqliteConnection _connection;
    private readonly Statement _one;
    private readonly Statement _byCategory;
    private readonly Statement _byContactPoint;
    private readonly PartStatements _partsOfOne;
    private readonly PartStatements _partsOfPage;
    private readonly Statement _begin;
    private readonly Statement _nextNumber;
    private readonly CustomerStatements _insert;
    private readonly Statement _commit;

    public FloorConnection(string databaseFile)
    {
        _connection = new SqliteConnection($"Data Source={databaseFile};Pooling=False;Foreign Keys=True");
        _connection.Open();
        Run("PRAGMA journal_mode = WAL");
        Run("PRAGMA synchronous = FULL");
        Run("PRAGMA cache_size = -16000");
        _one = new Statement(_connection, $"SELECT {Columns} FROM customers c WHERE c.id = $1", parameters: 1);
        _byCategory = new Statement(
            _connection,
            $"""
            SELECT {Columns} FROM customers c
            WHERE c.delete_time IS NULL AND c.category = $1 AND c.lifecycle_stage = $2
            ORDER BY c.name_sort, c.id LIMIT {PageSize + 1}
            """,
            parameters: 2
        );
        _byContactPoint = new Statement(
            _connection,
            $"""
            SELECT {Columns} FROM customers c
            WHERE c.delete_time IS NULL
                AND c.id IN (SELECT p.parent_id FROM customer_contact_points p WHERE p.normalized = $1)
            ORDER BY c.name_sort, c.id LIMIT {PageSize + 1}
            """,
            parameters: 1
        );
        _partsOfOne = new PartStatements(_connection, customers: 1);
        _partsOfPage = new PartStatements(_connection, customers: PageSize);
        _begin = new Statement(_connection, "BEGIN IMMEDIATE");
        _nextNumber = new Statement(
            _connection,
            """
            INSERT INTO counters (series, next) VALUES ('CU', 2)
            ON CONFLICT (series) DO UPDATE SET next = counters.next + 1 RETURNING next - 1
            """
        );
        _insert = new CustomerStatements(_connection);
        _commit = new Statement(_connection, "COMMIT");
    }

    public CustomerRow? Find(Guid id)
    {
        var found = Customers(_one.Read(id.ToByteArray(bigEndian: true)));
        _partsOfOne.Load(found);
        return found.FirstOrDefault();
    }

    public CustomerPage ListByCategory(string category, string stage) => Page(_byCategory.Read(category, stage));

    public CustomerPage ListByContactPoint(string normalized) => Page(_byContactPoint.Read(normalized));

    public CustomerRow Create(CustomerRow form, DateTimeOffset now)
    {
        form.Id = Guid.CreateVersion7(now);
        form.NameSort = SortKey.Of(form.Name!);
        form.Etag = "\"1\"";
        form.CreateTime = form.UpdateTime = now.UtcDateTime;
        foreach (var point in form.ContactPoints ?? [])
        {
            point.Normalized = point.Value;
        }

        _begin.Execute();
        using (var next = _nextNumber.Read())
        {
            next.Read();
            form.Number = SeededCustomers.NumberOf(next.GetInt64(0));
        }

        var eventId = Guid.CreateVersion7(now).ToByteArray(bigEndian: true);
        _insert.Insert(form, form.Id.ToByteArray(bigEndian: true), eventId, Stored.Of(form.CreateTime));
        _commit.Execute();
        return form;
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _one, _byCategory, _byContactPoint, _begin, _nextNumber, _commit })
        {
            statement.Dispose();
        }

        _partsOfOne.Dispose();
        _partsOfPage.Dispose();
        _insert.Dispose();
        _connection.Dispose();
    }

    private CustomerPage Page(SqliteDataReader reader)
    {
        var found = Customers(reader);
        string? next = null;
        if (found.Count > PageSize)
        {
            found.RemoveAt(PageSize);
            var last = found[^1];
            next = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(last.Id));
        }

        _partsOfPage.Load(found);
        return new CustomerPage { Items = found, NextPageToken = next };
    }

    private static List<CustomerRow> Customers(SqliteDataReader reader)
    {
        using (reader)
        {
            var found = new List<CustomerRow>();
            while (reader.Read())
            {
                found.Add(Customer(reader));
            }

            return found;
        }
    }

    private static CustomerRow Customer(SqliteDataReader reader) =>
        new()
        {
            Id = reader.Id(0),
            Number = reader.GetString(1),
            Kind = reader.GetString(2),
            Name = reader.GetString(3),
            NameSort = reader.GetString(4),
            Title = reader.Text(5),
            GivenName = reader.Text(6),
            MiddleName = reader.Text(7),
            FamilyName = reader.Text(8),
            Category = reader.Text(9),
            LifecycleStage = reader.GetString(10),
            OwnerId = reader.IdOrNull(11),
            ParentId = reader.IdOrNull(12),
            Source = reader.Text(13),
            Language = reader.Text(14),
            TimeZone = reader.Text(15),
            BirthDate = reader.Text(16),
            Description = reader.Text(17),
            Etag = $"\"{reader.GetInt64(18)}\"",
            CreateTime = reader.Time(19),
            UpdateTime = reader.Time(20),
            DeleteTime = reader.TimeOrNull(21),
            PurgeTime = reader.TimeOrNull(22),
        };

    private void Run(string pragma)
    {
        using var statement = new Statement(_connection, pragma);
        statement.Execute();
    }
}
