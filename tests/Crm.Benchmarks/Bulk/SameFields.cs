namespace Crm.Benchmarks.Bulk;

/// <summary>The select of somebody who wants from the service's database itself what an export of customers has, each list as JSON.</summary>
internal static class SameFields
{
    public static readonly string OnSqlite = Select(
        "json_group_array",
        "json_object",
        column => $"lower(hex({column}))"
    );

    public static readonly string OnPostgres = Select("json_agg", "json_build_object", column => column);

    private static string Select(string array, string json, Func<string, string> id) =>
        $"""
            SELECT {id(
                "id"
            )}, number, kind, name, title, given_name, middle_name, family_name, category, lifecycle_stage,
              {id("owner_id")}, {id("parent_id")}, source, language, time_zone, birth_date, description, {id(
                "merged_into_id"
            )},
              (SELECT {array}({json}('channel', channel, 'value', value, 'normalized', normalized, 'label', label,
                'isPrimary', is_primary, 'isValid', is_valid)) FROM customer_contact_points WHERE parent_id = c.id),
              (SELECT {array}({json}('kind', kind, 'street', street, 'extra', extra, 'postalCode', postal_code, 'city', city,
                'region', region, 'country', country, 'isPrimary', is_primary, 'isValid', is_valid))
                FROM customer_addresses WHERE parent_id = c.id),
              (SELECT {array}({json}('system', system, 'value', value)) FROM customer_external_ids WHERE parent_id = c.id),
              (SELECT {array}(value) FROM customer_tags WHERE parent_id = c.id),
              (SELECT {array}({json}('key', key, 'text', text, 'number', number_units, 'date', date, 'flag', flag))
                FROM customer_attributes WHERE parent_id = c.id),
              version, create_time, update_time, delete_time, purge_time
            FROM customers c ORDER BY c.id
            """;
}
