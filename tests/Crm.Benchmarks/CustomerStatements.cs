using Microsoft.Data.Sqlite;

namespace Crm.Benchmarks;

/// <summary>The statements that write one customer with its parts and its event into the service's schema.</summary>
internal sealed class CustomerStatements(SqliteConnection connection) : IDisposable
{
    private readonly Statement _customer = new(
        connection,
        """
        INSERT INTO customers
            (id, kind, number, name, name_sort, given_name, family_name, birth_date, category, lifecycle_stage, language,
             version, create_time, update_time)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12, $12)
        """,
        parameters: 12
    );

    private readonly Statement _contactPoint = new(
        connection,
        """
        INSERT INTO customer_contact_points (parent_id, position, channel, value, normalized, is_primary)
        VALUES ($1, $2, $3, $4, $5, $6)
        """,
        parameters: 6
    );

    private readonly Statement _address = new(
        connection,
        """
        INSERT INTO customer_addresses (parent_id, position, kind, street, postal_code, city, country, is_primary)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """,
        parameters: 8
    );

    private readonly Statement _externalId = new(
        connection,
        "INSERT INTO customer_external_ids (parent_id, system, value) VALUES ($1, $2, $3)",
        parameters: 3
    );

    private readonly Statement _event = new(
        connection,
        """
        INSERT INTO events (id, type, record_type, record_id, record_version, time, via, is_silent)
        VALUES ($1, 'customer.created', 'customer', $2, 1, $3, 'api', 0)
        """,
        parameters: 3
    );

    /// <param name="id">16 bytes in network order.</param>
    /// <param name="time">Microseconds since 1970.</param>
    public void Insert(CustomerRow row, byte[] id, byte[] eventId, long time)
    {
        _customer.Execute(
            id,
            row.Kind,
            row.Number,
            row.Name,
            row.NameSort,
            row.GivenName,
            row.FamilyName,
            row.BirthDate,
            row.Category,
            row.LifecycleStage,
            row.Language,
            time
        );
        for (var position = 0; position < row.ContactPoints?.Count; position++)
        {
            var point = row.ContactPoints[position];
            _contactPoint.Execute(id, position, point.Channel, point.Value, point.Normalized, point.IsPrimary);
        }

        for (var position = 0; position < row.Addresses?.Count; position++)
        {
            var address = row.Addresses[position];
            _address.Execute(
                id,
                position,
                address.Kind,
                address.Street,
                address.PostalCode,
                address.City,
                address.Country,
                address.IsPrimary
            );
        }

        foreach (var externalId in row.ExternalIds ?? [])
        {
            _externalId.Execute(id, externalId.System, externalId.Value);
        }

        _event.Execute(eventId, id, time);
    }

    public void Dispose()
    {
        _customer.Dispose();
        _contactPoint.Dispose();
        _address.Dispose();
        _externalId.Dispose();
        _event.Dispose();
    }
}
