using System.Text.Json.Nodes;

namespace Crm.Benchmarks.Bulk;

/// <summary>A CSV of customers in fourteen columns; everything follows from the number of the row.</summary>
internal static class CustomerFile
{
    public const int Columns = 14;

    public const string Header =
        "erp,kind,given,family,email,phone,street,postcode,city,country,category,source,birth,language";

    /// <summary>How the service has to read it.</summary>
    public static readonly JsonNode Options = JsonNode.Parse(
        """
        {
          "resource": "customers", "mode": "upsert", "matchOn": ["externalId"],
          "mapping": [
            {"column": "erp", "field": "externalIds[0].value"}, {"value": "erp", "field": "externalIds[0].system"},
            {"column": "kind", "field": "kind"}, {"column": "given", "field": "givenName"},
            {"column": "family", "field": "familyName"},
            {"column": "email", "field": "contactPoints[0].value"}, {"value": "email", "field": "contactPoints[0].channel"},
            {"column": "phone", "field": "contactPoints[1].value"}, {"value": "phone", "field": "contactPoints[1].channel"},
            {"column": "street", "field": "addresses[0].street"}, {"column": "postcode", "field": "addresses[0].postalCode"},
            {"column": "city", "field": "addresses[0].city"}, {"column": "country", "field": "addresses[0].country"},
            {"column": "category", "field": "category"}, {"column": "source", "field": "source"},
            {"column": "birth", "field": "birthDate"}, {"column": "language", "field": "language"}
          ]
        }
        """
    )!;

    /// <param name="path">Where to write it.</param>
    /// <param name="first">The number of the first row; files that do not overlap are about different customers.</param>
    /// <param name="rows">How many.</param>
    public static async Task WriteAsync(string path, int first, int rows)
    {
        await using var file = new StreamWriter(path) { NewLine = "\n" };
        await file.WriteLineAsync(Header);
        for (var number = first; number < first + rows; number++)
        {
            await file.WriteLineAsync(Row(number));
        }
    }

    // The keys do not come in order, or every index would only ever grow at its end.
    private static string Row(int number)
    {
        var scattered = number * 7919L % 100_000_007;
        return $"K{scattered:D9},person,Given{number * 31L % 4093},Family{scattered % 99_991},{number}@customer.example,"
            + $"+4930{1_000_000 + number},{number % 200} Main Street,{10_000 + (scattered % 80_000)},Town {scattered % 5000},"
            + $"DE,c{number % 20},{(number % 3 == 0 ? "fair" : "web")},{1950 + (number % 50)}-{1 + (number % 12):D2}-"
            + $"{1 + (number % 28):D2},de";
    }
}
