using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Crm.Benchmarks.Floor;

/// <summary>Reads the parts of up to so many customers at once, a statement for each table of parts.</summary>
internal sealed class PartStatements : IDisposable
{
    private readonly object?[] _ids;
    private readonly Statement _contactPoints;
    private readonly Statement _addresses;
    private readonly Statement _externalIds;
    private readonly Statement _tags;
    private readonly Statement _attributes;

    public PartStatements(SqliteConnection connection, int customers)
    {
        _ids = new object?[customers];
        var ids = string.Join(", ", Enumerable.Range(1, customers).Select(number => $"${number}"));
        Statement Of(string columns, string table, string order) =>
            new(
                connection,
                $"SELECT parent_id, {columns} FROM {table} WHERE parent_id IN ({ids}) ORDER BY parent_id, {order}",
                customers
            );
        _contactPoints = Of(
            "channel, value, normalized, label, is_primary, is_valid, verify_time",
            "customer_contact_points",
            "position"
        );
        _addresses = Of(
            "kind, street, extra, postal_code, city, region, country, is_primary, is_valid",
            "customer_addresses",
            "position"
        );
        _externalIds = Of("system, value", "customer_external_ids", "system, value");
        _tags = Of("value", "customer_tags", "value");
        _attributes = Of("key, text, number_units, date, flag", "customer_attributes", "key");
    }

    public void Load(List<CustomerRow> customers)
    {
        var byId = new Dictionary<Guid, CustomerRow>(customers.Count);
        Array.Clear(_ids);
        for (var index = 0; index < customers.Count; index++)
        {
            byId.Add(customers[index].Id, customers[index]);
            _ids[index] = customers[index].Id.ToByteArray(bigEndian: true);
        }

        Each(_contactPoints, byId, (row, reader) => (row.ContactPoints ??= []).Add(ContactPoint(reader)));
        Each(_addresses, byId, (row, reader) => (row.Addresses ??= []).Add(Address(reader)));
        Each(
            _externalIds,
            byId,
            (row, reader) =>
                (row.ExternalIds ??= []).Add(
                    new ExternalIdRow { System = reader.GetString(1), Value = reader.GetString(2) }
                )
        );
        Each(_tags, byId, (row, reader) => (row.Tags ??= []).Add(reader.GetString(1)));
        Each(_attributes, byId, (row, reader) => (row.Attributes ??= []).Add(reader.GetString(1), Value(reader)));
    }

    public void Dispose()
    {
        _contactPoints.Dispose();
        _addresses.Dispose();
        _externalIds.Dispose();
        _tags.Dispose();
        _attributes.Dispose();
    }

    private void Each(
        Statement statement,
        Dictionary<Guid, CustomerRow> byId,
        Action<CustomerRow, SqliteDataReader> add
    )
    {
        using var reader = statement.Read(_ids);
        while (reader.Read())
        {
            add(byId[reader.Id(0)], reader);
        }
    }

    private static ContactPointRow ContactPoint(SqliteDataReader reader) =>
        new()
        {
            Channel = reader.GetString(1),
            Value = reader.GetString(2),
            Normalized = reader.Text(3),
            Label = reader.Text(4),
            IsPrimary = reader.GetBoolean(5),
            IsValid = reader.FlagOrNull(6),
            VerifyTime = reader.TimeOrNull(7),
        };

    private static AddressRow Address(SqliteDataReader reader) =>
        new()
        {
            Kind = reader.GetString(1),
            Street = reader.Text(2),
            Extra = reader.Text(3),
            PostalCode = reader.Text(4),
            City = reader.Text(5),
            Region = reader.Text(6),
            Country = reader.Text(7),
            IsPrimary = reader.GetBoolean(8),
            IsValid = reader.FlagOrNull(9),
        };

    private static JsonElement Value(SqliteDataReader reader) =>
        !reader.IsDBNull(2) ? JsonSerializer.SerializeToElement(reader.GetString(2))
        : !reader.IsDBNull(3) ? JsonSerializer.SerializeToElement(reader.GetInt64(3) / 10_000m)
        : !reader.IsDBNull(4) ? JsonSerializer.SerializeToElement(reader.GetString(4))
        : JsonSerializer.SerializeToElement(reader.GetBoolean(5));
}
